"""C05: ten acceptances of three places at once. C15: the same list sent by many at once."""

import pytest
from django.db.models import F
from django.urls import reverse

from internships.models import Application, HostOffer
from pages.tables import Row, as_sent
from tests.factories import make_cast, make_contact, make_officer, sign_in
from tests.internships.making import make_application, make_host_offer
from tests.races.at_once import TIMES, at_once
from tests.training.making import make_course, make_training
from training.models import Participation

pytestmark = pytest.mark.django_db(transaction=True)
MANY, PLACES = 10, 3


@pytest.fixture
def cast(transactional_db, ground):
    return make_cast()


@pytest.fixture
def offer(cast):
    return make_host_offer(cast.high_pasture, cast.bruno, places=PLACES)


def applicants(cast, offer, turn):
    people = [
        make_officer(f"Guest {turn} {number}", cast.ferry_landing, "Clerk")
        for number in range(MANY)
    ]
    return [make_application(offer, person, cast.ferry_landing) for person in people]


def accepting(client, row):
    url = reverse("application", args=[row.pk])
    return lambda: client.post(url, {"then": "accept"})


def sending(client, training, rows):
    url = reverse("keep_seen", args=[training.pk])
    sent = {"rows": rows, **{f"is_{number}": "new" for number in range(2, 12)}}
    return lambda: client.post(url, sent)


def test_c05_three_of_ten_get_a_place_and_seven_wait(cast, offer):
    make_contact(cast.bruno, cast.high_pasture)
    assessors = [
        sign_in(cast.bruno, with_second_factor=True),
        sign_in(cast.yara, with_second_factor=True),
    ]
    for turn in range(TIMES):
        HostOffer.objects.update(taken=0)
        rows = applicants(cast, offer, turn)
        acts = [accepting(assessors[place % 2], row) for place, row in enumerate(rows)]
        assert [answer.status_code for answer in at_once(*acts)] == [302] * MANY
        states = Application.objects.filter(pk__in=[row.pk for row in rows])
        number = {state: states.filter(state=state).count() for state in ("accepted", "waiting")}
        assert number == {"accepted": PLACES, "waiting": MANY - PLACES}
        assert HostOffer.objects.get().taken == PLACES


def test_control_without_asking_in_the_statement_a_place_is_given_twice(cast, offer):
    """Each looks whether one is left, and then takes it: the constraint alone stops them."""

    def look_and_take():
        left = HostOffer.objects.get(pk=offer.pk)
        if left.taken < left.places:
            HostOffer.objects.filter(pk=offer.pk).update(taken=F("taken") + 1)
            return True
        return False

    stopped = 0
    for _turn in range(TIMES):
        HostOffer.objects.update(taken=0)
        given = at_once(*[look_and_take] * MANY)
        stopped += sum(isinstance(one, Exception) for one in given)
        assert HostOffer.objects.get().taken <= PLACES
    assert stopped > 0


def test_c15_the_same_list_sent_by_ten_at_once_adds_nobody_twice(cast):
    client = sign_in(cast.odette)
    edition = make_course(cast.lake)
    rows = as_sent([Row(n, {"name": f"Person {n}", "function": "Clerk"}) for n in range(2, 12)])
    for _turn in range(TIMES):
        training = make_training(edition, cast.ferry_landing, by=cast.odette)
        answers = at_once(*[sending(client, training, rows)] * MANY)
        assert {answer.status_code for answer in answers} == {302}
        assert Participation.objects.filter(event=training).count() == 10
