"""Words planted behind every wall stand on no trail, and in no sum, for whom they are closed."""

import pytest

from tests.house.canaries import Canaries
from tests.house.crawler import browser_of, read
from tests.house.hidden import impact
from tests.house.table import ROLES
from tests.standing import standing

pytestmark = pytest.mark.django_db

canaries = standing(Canaries)


@pytest.mark.parametrize("role", ROLES)
def test_no_closed_word_is_told(canaries, role):
    closed = {one.word for one in canaries.all if role not in one.knowers}
    client = browser_of(canaries.world.persons[role])
    found, answered = [], 0
    for address in sorted(impact.addresses(canaries)):
        status, text = read(client, address)
        assert status in (200, 404), address
        answered += status == 200
        low = text.lower()
        found += [(address, word) for word in closed if word in low and word not in address]
    assert found == []
    assert answered > 10, "hardly any trail is open: is the walk broken?"


def test_who_may_know_of_them_is_told(canaries):
    """Else the walk above would find nothing anywhere."""
    client = browser_of(canaries.world.persons["programme editor"])
    open_words = {one.word for one in canaries.all if "programme editor" in one.knowers}
    told = "".join(read(client, one)[1].lower() for one in impact.addresses(canaries))
    assert any(word in told for word in open_words)
