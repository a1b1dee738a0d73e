"""Each line of a desk says one next step, and leads where the person may go."""

import pytest

from pages.registries import desk_lines, desk_starts
from people.arranging import lines_of_the_desk
from tests.house.crawler import browser_of
from tests.house.table import ROLES
from tests.house.world import World
from tests.standing import standing

pytestmark = pytest.mark.django_db
world = standing(World)
LEAST_KINDS = 8
SIGNED_IN = [role for role in ROLES if role != "visitor"]


@pytest.mark.parametrize("role", SIGNED_IN)
def test_a_line_has_a_title_a_step_and_an_address_that_opens(world, role):
    person = world.persons[role]
    client = browser_of(person)
    for line in lines_of_the_desk(person):
        assert all((line.title.strip(), line.verb.strip())), line
        assert client.get(line.url).status_code == 200, line
    for start in (start for room in desk_starts for start in room(person)):
        assert all((start.label.strip(), start.why.strip())), start
        assert client.get(start.url).status_code == 200, start


def test_the_planted_world_gives_lines_of_most_kinds(world):
    """A control: where nothing waits for anybody, the test above says nothing."""
    persons = [world.persons[role] for role in SIGNED_IN]
    with_lines = [room for room in desk_lines if any(list(room(person)) for person in persons)]
    assert len(with_lines) >= LEAST_KINDS
