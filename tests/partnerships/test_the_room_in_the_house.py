"""What the house promises of this room: states drawn from data."""

import pytest

from pages.moving import drawn
from partnerships.states import TABLES
from tests.house.tree import ROOT


def test_the_readme_draws_its_tables_from_the_data():
    assert "\n".join(drawn(TABLES)) in (ROOT / "README.md").read_text()


@pytest.mark.parametrize("noun", TABLES)
def test_each_state_is_reached_and_each_move_begins_and_ends_in_known_states(noun):
    states, moves = TABLES[noun]
    assert {move.to for move in moves} == set(states.values)
    assert all(move.since <= set(states.values) for move in moves)
