"""What the house promises of this room: states drawn from data, and as many queries for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from internships.states import TABLES
from pages.moving import drawn
from tests.factories import make_cast, make_officer, sign_in
from tests.house.tree import ROOT
from tests.internships.making import make_application, make_host_offer
from tests.standing import standing

cast = standing(make_cast)


def test_the_readme_draws_its_tables_from_the_data():
    assert "\n".join(drawn(TABLES)) in (ROOT / "README.md").read_text()


@pytest.mark.parametrize("noun", TABLES)
def test_each_state_is_reached_and_each_move_begins_and_ends_in_known_states(noun):
    states, moves = TABLES[noun]
    assert {move.to for move in moves} == set(states.values)
    assert all(move.since <= set(states.values) for move in moves)


@pytest.mark.django_db
def test_lists_cost_the_same_for_one_and_for_twenty(client, cast):
    supervisor = sign_in(cast.bruno)
    offer = make_host_offer(cast.high_pasture, cast.bruno, places=20)
    addresses = [reverse("host_offers"), reverse("host_offer_applications", args=[offer.pk])]
    counted = []
    for number in (1, 19):
        for one in range(number):
            person = make_officer(f"Guest {number} {one}", cast.ferry_landing, "Clerk")
            make_application(offer, person, cast.ferry_landing)
            make_host_offer(cast.high_pasture, cast.bruno, title=f"Weeks {number} {one}")
        for address in [*addresses, reverse("placements")]:
            with CaptureQueriesContext(connection) as asked:
                assert supervisor.get(address).status_code == 200
            counted.append(len(asked))
    assert counted[:3] == counted[3:]
