"""The world with its canaries for all tests of this folder, and the count of what they ask."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core import mail

from search.following import rebuild
from tests.factories import do_waiting_work
from tests.house.canaries import Canaries
from tests.house.tried import counted_for
from tests.search.own_index import index_as_it_is
from tests.standing import standing


def make_canaries() -> Canaries:
    """The world with its canaries, nothing left to do for a worker, and its index."""
    mail.outbox.clear()
    canaries = Canaries()
    do_waiting_work()
    canaries.mails = list(mail.outbox)
    rebuild(10)
    return canaries


canaries = standing(make_canaries)


@pytest.fixture
def planted(canaries: Canaries, tmp_path: Path) -> Iterator[Canaries]:
    """The world with its canaries, and an index that knows of it, for this test to change."""
    mail.outbox.extend(canaries.mails)
    with index_as_it_is(tmp_path / "index"):
        yield canaries


@pytest.fixture(autouse=True)
def _counted(request: pytest.FixtureRequest) -> Iterator[None]:
    with counted_for(request.node):
        yield
