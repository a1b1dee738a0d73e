"""The world with its canaries for all tests of this folder, and the count of what they ask."""

from collections.abc import Iterator

import pytest

from search.following import rebuild
from tests.factories import do_waiting_work
from tests.house.canaries import Canaries
from tests.house.tried import counted_for
from tests.standing import standing

canaries = standing(Canaries)


@pytest.fixture
def planted(canaries: Canaries) -> Canaries:
    """The world with its canaries, and an index that knows of it."""
    do_waiting_work()
    rebuild(10)
    return canaries


@pytest.fixture(autouse=True)
def _counted(request: pytest.FixtureRequest) -> Iterator[None]:
    with counted_for(request.node):
        yield
