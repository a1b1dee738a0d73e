"""Who stands in the tests of placements: a host, a sender, and who applies."""

import pytest

from tests.factories import make_cast, make_contact, make_officer, sign_in
from tests.standing import standing


def make_host_and_sender():
    """Bruno hosts for High Pasture, Odette applies, Wanda answers for Ferry Landing."""
    cast = make_cast()
    make_contact(cast.bruno, cast.high_pasture)
    wanda = make_officer("Wanda Reed", cast.ferry_landing, "Town clerk")
    make_contact(wanda, cast.ferry_landing)
    return cast, wanda


both = standing(make_host_and_sender)


@pytest.fixture
def cast(both):
    return both[0]


@pytest.fixture
def host(cast):
    return sign_in(cast.bruno, with_second_factor=True)


@pytest.fixture
def sender(both):
    return sign_in(both[1], with_second_factor=True)


@pytest.fixture
def odette(cast):
    return sign_in(cast.odette)
