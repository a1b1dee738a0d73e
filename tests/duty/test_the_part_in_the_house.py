"""What the house promises of this part: states drawn from data, and nothing of it indexed."""

import re

import pytest

from pages.moving import drawn
from tests.house.tree import ROOT
from training.duty.states import TABLES


def test_the_readme_draws_the_states_from_the_data():
    assert "\n".join(drawn(TABLES)) in (ROOT / "README.md").read_text()


@pytest.mark.parametrize("noun", TABLES)
def test_every_state_is_reached_and_every_move_leads_from_known_states(noun):
    states, moves = TABLES[noun]
    assert {move.to for move in moves} == set(states.values)
    assert all(move.since <= set(states.values) and move.by for move in moves)
    assert any(not move.since for move in moves)


def test_no_source_of_the_search_knows_of_duties():
    files = [path for path in (ROOT / "search").rglob("*.py") if path.parent.name != "migrations"]
    assert len(files) > 50
    assert [path for path in files if re.search(r"training\.duty|Duty", path.read_text())] == []
