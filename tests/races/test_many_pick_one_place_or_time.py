"""C01 (the control, which must oversell), C02, C04, C07: a mentor's hour, and their last place."""

import datetime
import threading
import uuid

import pytest
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentoring.meeting import actions
from mentoring.meeting.by_mail import token_for
from mentoring.models import Booking, Offer, Pair, Proposal, ProposedTime, Request, Session
from notices.models import Mail, Notice
from people.models import Message
from tests.factories import PersonFactory, make_offer, make_pair, make_request, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 120
MANY, ROUNDS = 20, 100


def at_once(*acts):
    """What each act gave back, in their order, or its fault."""
    start, given = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            start.wait(PATIENCE)
            given[place] = act()
        except Exception as fault:  # noqa: BLE001 - told to the test's own thread
            given[place] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return given


@pytest.fixture
def mentor(transactional_db, ground):
    mentor = PersonFactory(name="Odette Marsh")
    make_offer(mentor, places=20)
    return mentor


@pytest.fixture
def pairs(mentor):
    return [make_pair(mentor) for _number in range(MANY)]


def a_moment(round_number=0):
    day = timezone.now() + datetime.timedelta(days=5)
    first = day.replace(hour=0, minute=0, second=0, microsecond=0)
    return first + datetime.timedelta(hours=round_number)


def proposed(pair, moment):
    proposal = Proposal.objects.create(pair=pair, by=pair.mentor, zone="UTC", minutes=60)
    ProposedTime.objects.create(proposal=proposal, starts_at=moment)
    return proposal


def picking(proposal, moment):
    """A real request of the mentee, by the link of their mail."""
    link = reverse("times_by_mail", args=[token_for(proposal.pk, proposal.pair.mentee_id)])
    return lambda: Client().post(link, {"starts_at": moment.isoformat()})


def statuses(answers):
    return sorted(getattr(answer, "status_code", repr(answer)) for answer in answers)


def race_for(pairs, moment):
    proposals = [proposed(pair, moment) for pair in pairs]
    return at_once(*[picking(proposal, moment) for proposal in proposals])


# -- One hour of one mentor ------------------------------------------------------------------------


@pytest.fixture
def without_the_key():
    """The table of quarter-hours without what keeps anybody from being booked twice."""
    (key,) = [one for one in Booking._meta.constraints if one.name == "nobody_is_booked_twice"]
    assert isinstance(key, models.UniqueConstraint)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Booking, key)
    yield
    Booking.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Booking, key)


def test_c01_control_without_the_key_one_hour_is_given_away_many_times(pairs, without_the_key):
    """Shows that the races below can fail."""
    race_for(pairs, a_moment())
    assert Session.objects.filter(starts_at=a_moment()).count() > 1


def test_c02_twenty_pick_one_hour_and_one_gets_it_each_time(pairs):
    for number in range(ROUNDS):
        moment = a_moment(number)
        Proposal.objects.filter(state="open").update(state="expired", settled_at=timezone.now())
        answers = race_for(pairs, moment)
        assert statuses(answers) == [200] + [409] * (MANY - 1)
        refused = [answer for answer in answers if answer.status_code == 409]
        assert all("Already taken" in answer.content.decode() for answer in refused)
        session = Session.objects.get(starts_at=moment)
        assert session.bookings.count() == 8
        told = Notice.objects.filter(kind="mentoring.session", once=session.once)
        assert set(told.values_list("person", flat=True)) == {
            session.pair.mentor_id,
            session.pair.mentee_id,
        }
    assert Mail.objects.count() == 2 * ROUNDS
    assert Proposal.objects.filter(state="picked").count() == ROUNDS


def test_c02_hours_that_overlap_by_a_quarter_are_one_race(pairs):
    moment = a_moment()
    quarters = [moment + actions.QUARTER * (number % 4) for number in range(MANY)]
    acts = [picking(proposed(pair, when), when) for pair, when in zip(pairs, quarters, strict=True)]
    assert statuses(at_once(*acts)) == [200] + [409] * (MANY - 1)
    assert Session.objects.count() == 1


def test_c04_times_are_taken_back_while_one_is_picked(pairs, mentor):
    pair = pairs[0]
    for number in range(30):
        moment = a_moment(number)
        proposal = proposed(pair, moment)
        browser = sign_in(mentor)
        address = reverse("times", args=[proposal.pk])
        picked, taken = at_once(
            picking(proposal, moment), lambda b=browser, a=address: b.post(a, {"then": "take-back"})
        )
        proposal.refresh_from_db()
        is_booked = Session.objects.filter(starts_at=moment).exists()
        assert is_booked == (proposal.state == "picked") == (picked.status_code == 200)
        assert (taken.status_code == 302) == (proposal.state == "withdrawn")


def test_c04_a_pair_is_closed_while_a_time_is_picked(mentor):
    for number in range(10):
        pair, moment = make_pair(mentor), a_moment(number)
        proposal, browser = proposed(pair, moment), sign_in(mentor)
        close = reverse("pair_end", args=[pair.pk])
        at_once(picking(proposal, moment), lambda b=browser, c=close: b.post(c))
        pair.refresh_from_db()
        assert pair.state == "ended"
        assert not pair.sessions.filter(state="booked").exists()
        assert not Booking.objects.filter(session__pair=pair).exists()


# -- The last place of one mentor ------------------------------------------------------------------


def accepting(browser, request):
    address = reverse("mentoring_request", args=[request.pk])
    return lambda: browser.post(address, {"then": "accept"})


def test_c02_the_last_place_is_given_away_once(transactional_db, ground):
    for _round in range(5):
        mentor = PersonFactory()
        offer = make_offer(mentor, places=1)
        requests = [make_request(PersonFactory(), offer) for _number in range(8)]
        browsers = [sign_in(mentor) for _request in requests]
        answers = at_once(*map(accepting, browsers, requests))
        assert statuses(answers) == [302] + [409] * 7
        assert Pair.objects.filter(mentor=mentor).count() == 1
        assert Offer.objects.get(pk=offer.pk).taken == 1
        states = Request.objects.filter(offer=offer).values_list("state", flat=True)
        assert sorted(states) == ["accepted"] + ["filled"] * 7


def test_c07_one_form_of_a_request_sent_many_times_asks_once(transactional_db, ground):
    mentor, asker = PersonFactory(), PersonFactory()
    offer = make_offer(mentor)
    sent = {"words": "How do you collect fees?", "key": str(uuid.uuid4())}
    address = reverse("ask_mentor", args=[offer.pk])
    browsers = [sign_in(asker) for _number in range(8)]
    answers = at_once(*[lambda b=browser: b.post(address, sent) for browser in browsers])
    assert statuses(answers) == [302] * 8
    assert Request.objects.count() == Message.objects.count() == 1
    assert Mail.objects.count() == 1


def test_c07_with_different_keys_the_same_mentor_is_asked_once(transactional_db, ground):
    offer, asker = make_offer(PersonFactory()), PersonFactory()
    address = reverse("ask_mentor", args=[offer.pk])
    acts = [
        lambda b=browser: b.post(address, {"words": "Fees?", "key": str(uuid.uuid4())})
        for browser in [sign_in(asker) for _number in range(6)]
    ]
    assert statuses(at_once(*acts)) == [200] * 5 + [302]
    assert Request.objects.count() == 1
