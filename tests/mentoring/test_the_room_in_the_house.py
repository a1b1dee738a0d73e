"""What the house promises of this room: its states are drawn, and nothing of it is ever indexed."""

import pytest
from django.urls import reverse

from mentoring.states import TABLES
from pages.moving import drawn
from search import sources
from tests.factories import PersonFactory, make_cast, make_offer, make_pair, make_request, sign_in
from tests.house.tree import ROOT

SECRET = "zqcarriagezq"


def test_the_readme_draws_the_states_from_the_data():
    assert "\n".join(drawn(TABLES)) in (ROOT / "README.md").read_text()


@pytest.mark.parametrize("noun", TABLES)
def test_every_state_is_reached_and_every_move_leads_from_known_states(noun):
    states, moves = TABLES[noun]
    assert {move.to for move in moves} == set(states.values)
    assert all(move.since <= set(states.values) and move.by for move in moves)
    assert any(not move.since for move in moves)


@pytest.mark.django_db
def test_l33_no_source_of_the_search_knows_this_room():
    assert "mentoring" not in (ROOT / "search" / "sources.py").read_text()
    assert not [name for name in vars(sources) if "mentoring" in name.lower()]
    cast = make_cast()
    offer = make_offer(cast.odette, words=SECRET, seen_by="everyone", places=5)
    make_request(cast.bruno, offer, words=SECRET)
    make_pair(cast.odette, PersonFactory())
    for person in (cast.bruno, cast.odette, cast.simon):
        page = sign_in(person).get(reverse("search"), {"q": SECRET}).content.decode()
        assert reverse("mentor", args=[offer.pk]) not in page
