"""L19: what is closed stays closed by every method, format and range."""

import pytest

from tests.house.crawler import browser_of, read
from tests.house.forms import post_and_undo
from tests.house.leaks.shared import leaks_in, told
from tests.house.table import ROLES as COLUMNS
from tests.house.who_may_open import ROWS

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("one_count"),
]

REFUSED = ("404", "login")
# All at once: an answer that heeded one of them would differ from the plain refusal.
OTHERWISE = {"accept": "application/json", "range": "bytes=0-99"}


def closed_doors(planted, role):
    """One address of each pattern that is closed to `role`, by what the table says."""
    column = role if role in COLUMNS else "member"
    found = {}
    for row in ROWS:
        if row.expected[column] in REFUSED:
            found.setdefault(row.pattern, row.address.format(**planted.world.things))
    return sorted(found.values())


@pytest.mark.parametrize("role", ["visitor", "member", "coordinator", "editor of Y"])
def test_l19_l35_a_closed_door_tells_no_more_when_asked_otherwise(planted, role):
    client, closed = browser_of(planted.world.persons[role]), planted.closed_to(role)
    leaks, opened = {}, []
    doors = closed_doors(planted, role)
    assert len(doors) > 150
    for address in doors:
        plain, text = read(client, address)
        asked = f"{address}{'&' if '?' in address else '?'}format=json"
        answers = {
            "head": read(client, address, "head"),
            "options": read(client, address, "options"),
            "put": read(client, address, "put"),
            "delete": read(client, address, "delete"),
            "as data": read(client, asked, headers=OTHERWISE),
        }
        answers["post"] = (0, post_and_undo(client, address, {"pk": "1", "state": "accepted"}))
        for way, (status, said) in answers.items():
            found = leaks_in(asked, said, closed)
            if found:
                leaks[f"{way} {address}"] = found
            if plain in (404, 302) and status in (200, 206) and way != "options":
                opened.append(f"{way} {address}: {status}, not {plain}")
        assert not leaks_in(asked, text, closed), address
    assert not leaks, told(planted, leaks)
    assert not opened, "\n".join(opened)
