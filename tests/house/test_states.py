"""States are data: drawn for the reader, and whole in themselves."""

import pytest

from tests.house.states import PAGE, page, tables

NOUNS = {(place, noun): one for place, those in tables().items() for noun, one in those.items()}
# Held by tests/forums/test_states.py: there a thing begins in a state and without a move.
OF_BOARDS = "forums/states.py"
# Who takes part is invited or joins; both begin without a move.
BEGIN_OTHERWISE = {("benchmarking/states.py", "participation")}


def test_the_page_of_states_is_drawn_from_the_data():
    assert PAGE.read_text() == page(), "python -m tests.house.states draws it anew"


@pytest.mark.parametrize(
    ("place", "noun"), [one for one in NOUNS if one[0] != OF_BOARDS], ids=lambda one: one
)
def test_each_state_is_reached_and_each_move_begins_and_ends_in_known_states(place, noun):
    states, moves = NOUNS[place, noun]
    assert {move.to for move in moves} == set(states.values)
    assert all(move.since <= set(states.values) and move.by for move in moves)
    assert any(not move.since for move in moves) != ((place, noun) in BEGIN_OTHERWISE)
