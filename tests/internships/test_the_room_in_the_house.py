"""What the house promises of this room: as many queries for many as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_cast, make_officer, sign_in
from tests.internships.making import make_application, make_host_offer
from tests.standing import standing

cast = standing(make_cast)


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
