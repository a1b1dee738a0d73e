"""Three times proposed, one picked, moved, cancelled; from the page and from the mail."""

import datetime
import re
import uuid

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentoring.agreeing.actions import end_pair, end_pairs_of_those_who_left
from mentoring.meeting.actions import let_run_out
from mentoring.meeting.by_mail import token_for
from mentoring.models import Booking, Offer, Proposal, Session
from tests.factories import (
    do_waiting_work,
    make_booked_session,
    make_cast,
    make_pair,
    sign_in,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


cast = standing(make_cast)


@pytest.fixture
def pair(cast):
    return make_pair(cast.odette, cast.bruno)


def in_days(number, hour=10):
    day = timezone.now() + datetime.timedelta(days=number)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def form_of(moments, key=None):
    sent = {"minutes": "60", "key": str(key or uuid.uuid4()), "place": "Town hall"}
    for number, moment in enumerate(moments, 1):
        sent |= {f"day_{number}": f"{moment:%Y-%m-%d}", f"hour_{number}": f"{moment:%H:%M}"}
    return sent


def propose(by, pair, moments=None, key=None):
    moments = moments or [in_days(number) for number in (3, 4, 5)]
    address = reverse("propose_times", args=[pair.pk])
    return sign_in(by).post(address, form_of(moments, key))


def pick(by, proposal, moment=None, then="pick"):
    moment = moment or proposal.times.first().starts_at
    sent = {"then": then, "starts_at": moment.isoformat()}
    return sign_in(by).post(reverse("times", args=[proposal.pk]), sent)


def open_proposal():
    return Proposal.objects.get(state="open")


# -- Proposing and picking -------------------------------------------------------------------------


def test_the_other_picks_one_and_both_are_booked(cast, pair):
    assert propose(cast.odette, pair).status_code == 302
    assert not Booking.objects.exists()
    assert pick(cast.bruno, open_proposal()).status_code == 302
    session = Session.objects.get()
    assert session.starts_at == in_days(3)
    assert session.place == "Town hall"
    quarters = Booking.objects.values_list("person", "starts_at")
    assert len(set(quarters)) == 8
    do_waiting_work()
    subjects = sorted((one.to[0].split("@")[0], one.subject[:16]) for one in mail.outbox)
    assert subjects == [
        ("bruno-sel", "A time is booked"),
        ("bruno-sel", "Three times are "),
        ("odette-marsh", "A time is booked"),
    ]
    for one in mail.outbox:
        assert not re.search("Odette|Bruno|Town hall", one.subject + one.body)


def test_c07_one_form_sent_twice_proposes_once(cast, pair):
    key = uuid.uuid4()
    moments = [in_days(number) for number in (3, 4, 5)]
    assert [propose(cast.odette, pair, moments, key).status_code for _ in (1, 2)] == [302, 302]
    assert Proposal.objects.count() == 1


def test_what_is_proposed_later_replaces_what_was_open(cast, pair):
    propose(cast.odette, pair)
    first = open_proposal()
    propose(cast.bruno, pair)
    assert Proposal.objects.get(pk=first.pk).state == "replaced"
    assert pick(cast.bruno, first).status_code == 409
    assert not Session.objects.exists()


def test_who_proposed_does_not_pick_and_the_other_does_not_take_back(cast, pair):
    propose(cast.odette, pair)
    proposal = open_proposal()
    assert pick(cast.odette, proposal).status_code == 404
    assert pick(cast.bruno, proposal, then="take-back").status_code == 404
    assert pick(cast.lena, proposal).status_code == 404
    assert pick(cast.odette, proposal, then="take-back").status_code == 302
    assert pick(cast.bruno, proposal).status_code == 409


def test_none_of_these_leads_to_three_others(cast, pair):
    propose(cast.odette, pair)
    answer = pick(cast.bruno, open_proposal(), then="none")
    assert answer["Location"] == reverse("propose_times", args=[pair.pk])


def test_a_time_that_was_not_proposed_is_none(cast, pair):
    propose(cast.odette, pair)
    answer = pick(cast.bruno, open_proposal(), in_days(20))
    assert answer.status_code == 200
    assert "Pick one of the three." in answer.content.decode()
    assert not Session.objects.exists()


def test_a_time_that_is_taken_meanwhile_says_so_and_leaves_the_others(cast, pair):
    other = make_pair(cast.odette, cast.yara)
    propose(cast.odette, pair)
    proposal = open_proposal()
    half_past = in_days(3) + HOUR / 2
    make_booked_session(other, starts_at=half_past)
    answer = pick(cast.bruno, proposal)
    assert answer.status_code == 409
    assert "Already taken" in answer.content.decode()
    assert Session.objects.count() == 1
    assert pick(cast.bruno, proposal, in_days(4)).status_code == 302


def test_a_time_is_picked_at_least_24_hours_ahead(cast, pair):
    propose(cast.odette, pair)
    proposal = open_proposal()
    with time_machine.travel(in_days(2, hour=11), tick=False):
        answer = pick(cast.bruno, proposal)
        assert answer.status_code == 409
        assert "Less than 24 hours" in answer.content.decode()
        let_run_out()
        assert open_proposal() == proposal
    with time_machine.travel(in_days(4, hour=11), tick=False):
        let_run_out()
        assert Proposal.objects.get().state == "expired"


def test_a_pair_that_has_not_agreed_does_not_meet_yet(cast):
    pair = make_pair(cast.odette, cast.bruno, is_agreed=False)
    assert propose(cast.odette, pair).status_code == 409
    assert not Proposal.objects.exists()


def test_bad_input_keeps_what_was_typed_and_says_what_to_do(cast, pair):
    answer = propose(cast.odette, pair, [in_days(0), in_days(4), in_days(5)])
    page = answer.content.decode()
    assert "at least 24 hours" in page
    assert 'value="Town hall"' in page
    assert not Proposal.objects.exists()


# -- From the mail ---------------------------------------------------------------------------------


def test_p18_the_mailed_link_opens_a_page_with_one_button_and_changes_nothing(cast, pair):
    propose(cast.odette, pair)
    link = reverse("times_by_mail", args=[token_for(open_proposal().pk, cast.bruno.pk)])
    page = Client().get(link)
    text = page.content.decode()
    assert text.partition("<main")[2].partition("</main>")[0].count("<button") == 1
    assert not re.search("Odette|Bruno|Ferry|Pasture|Town hall", text)
    assert "no-store" in page["Cache-Control"]
    assert not Session.objects.exists()
    moment = page.context["slots"][0].value
    assert Client().post(link, {"starts_at": moment}).status_code == 200
    assert Session.objects.count() == 1
    # Once is enough.
    assert Client().post(link, {"starts_at": moment}).status_code == 409
    assert Session.objects.count() == 1


def test_p18_the_link_is_for_the_other_of_the_pair_alone(cast, pair):
    propose(cast.odette, pair)
    proposal = open_proposal()
    for person in (cast.odette, cast.lena, cast.simon):
        link = reverse("times_by_mail", args=[token_for(proposal.pk, person.pk)])
        assert Client().get(link).status_code == 404
    assert Client().get("/en/mentoring/times/by-mail/abc/").status_code == 404


def test_a_post_from_elsewhere_books_nothing(cast, pair):
    propose(cast.odette, pair)
    link = reverse("times_by_mail", args=[token_for(open_proposal().pk, cast.bruno.pk)])
    answer = Client(enforce_csrf_checks=True).post(link, {"starts_at": in_days(3).isoformat()})
    assert answer.status_code == 403
    assert not Session.objects.exists()


# -- Moving and cancelling -------------------------------------------------------------------------


def move(by, session, moments):
    return sign_in(by).post(reverse("session_move", args=[session.pk]), form_of(moments))


def test_a_session_is_moved_by_three_new_times_and_keeps_its_place_until_then(cast, pair):
    session = make_booked_session(pair, starts_at=in_days(6))
    assert move(cast.bruno, session, [in_days(8), in_days(9), in_days(10)]).status_code == 302
    session.refresh_from_db()
    assert session.starts_at == in_days(6)
    pick(cast.odette, open_proposal(), in_days(9))
    moved = Session.objects.get()
    assert (moved.pk, moved.uid, moved.sequence) == (session.pk, session.uid, 1)
    assert moved.starts_at == in_days(9)
    assert set(Booking.objects.values_list("starts_at__day", flat=True)) == {in_days(9).day}


def test_within_24_hours_a_session_is_cancelled_with_a_word_and_not_moved(cast, pair):
    session = make_booked_session(pair, starts_at=in_days(6))
    with time_machine.travel(in_days(6) - 3 * HOUR, tick=False):
        assert move(cast.bruno, session, [in_days(2)] * 3).status_code == 409
        address = reverse("session_cancel", args=[session.pk])
        answer = sign_in(cast.bruno).post(address, {"why": ""})
        assert "say in a few words why" in answer.content.decode()
        assert sign_in(cast.bruno).post(address, {"why": "Flood."}).status_code == 302
    session.refresh_from_db()
    assert (session.state, session.sequence, session.why_cancelled) == ("cancelled", 1, "Flood.")
    assert not Booking.objects.exists()


def test_p09_nothing_is_done_with_a_session_that_is_cancelled(cast, pair):
    session = make_booked_session(pair)
    sign_in(cast.odette).post(reverse("session_cancel", args=[session.pk]))
    for name, sent in (
        ("session_cancel", {"why": "Again."}),
        ("session_move", form_of([in_days(8), in_days(9), in_days(10)])),
        ("session_held", {"took_place": "yes"}),
    ):
        answer = sign_in(cast.bruno).post(reverse(name, args=[session.pk]), sent)
        assert answer.status_code == 409, name
    session.refresh_from_db()
    assert (session.state, session.sequence) == ("cancelled", 1)


def test_who_was_booked_is_free_again_after_a_cancellation(cast, pair):
    session = make_booked_session(pair)
    sign_in(cast.odette).post(reverse("session_cancel", args=[session.pk]))
    make_booked_session(make_pair(cast.odette, cast.yara), starts_at=session.starts_at)
    assert Booking.objects.count() == 8


# -- Afterwards ------------------------------------------------------------------------------------


def say(by, session, took_place):
    address = reverse("session_held", args=[session.pk])
    return sign_in(by).post(address, {"took_place": took_place}).status_code


def test_both_are_asked_whether_it_took_place_and_one_yes_is_enough(cast, pair):
    session = make_booked_session(pair)
    assert say(cast.odette, session, "yes") == 409
    with time_machine.travel(session.ends_at + HOUR, tick=False):
        assert say(cast.odette, session, "no") == 302
        session.refresh_from_db()
        assert session.state == "missed"
        assert say(cast.bruno, session, "yes") == 302
        session.refresh_from_db()
        assert session.state == "held"


# -- The end ---------------------------------------------------------------------------------------


def test_closing_cancels_what_is_to_come_and_frees_the_place(cast, pair):
    held = make_booked_session(pair, starts_at=in_days(-8))
    to_come = make_booked_session(pair)
    propose(cast.odette, pair)
    assert sign_in(cast.bruno).post(reverse("pair_end", args=[pair.pk])).status_code == 302
    states = dict(Session.objects.values_list("pk", "state"))
    assert states == {held.pk: "booked", to_come.pk: "cancelled"}
    assert Proposal.objects.get().state == "expired"
    assert Offer.objects.get(mentor=cast.odette).taken == 0
    assert sign_in(cast.odette).post(reverse("pair_end", args=[pair.pk])).status_code == 409
    assert Offer.objects.get(mentor=cast.odette).taken == 0


def test_a_pair_ends_by_itself_where_one_of_the_two_has_left(cast, pair):
    cast.bruno.is_active = False
    cast.bruno.save()
    end_pairs_of_those_who_left()
    pair.refresh_from_db()
    assert (pair.state, pair.ended_by) == ("ended", None)


def test_nothing_is_proposed_in_a_pair_that_is_closed(cast, pair):
    end_pair(by=cast.odette, pair=pair)
    assert propose(cast.odette, pair).status_code == 409


# -- The agreement ---------------------------------------------------------------------------------


def test_an_agreement_holds_when_both_have_confirmed_the_same_words(cast):
    pair = make_pair(cast.odette, cast.bruno, is_agreed=False)
    address = reverse("agreement", args=[pair.pk])
    terms = {"goal_1": "Fees by ward", "rhythm": "weekly", "months": "3"}
    sign_in(cast.odette).post(address, {**terms, "seen": pair.changed_at.isoformat()})
    seen = sign_in(cast.bruno).get(reverse("pair", args=[pair.pk])).context["seen"]
    changed = {**terms, "goal_1": "Other words", "seen": seen}
    sign_in(cast.odette).post(address, changed)
    confirm = reverse("agreement_confirm", args=[pair.pk])
    assert sign_in(cast.bruno).post(confirm, {"seen": seen}).status_code == 409
    pair.refresh_from_db()
    assert pair.state == "agreeing"
    seen = pair.changed_at.isoformat()
    assert sign_in(cast.bruno).post(confirm, {"seen": seen}).status_code == 302
    pair.refresh_from_db()
    assert pair.state == "under-way"
    assert [goal.text for goal in pair.goals.all()] == ["Other words"]


def test_the_terms_are_checked_and_kept_on_the_form(cast, pair):
    sent = {"goal_1": "", "goal_2": "Kept", "rhythm": "weekly", "months": "13"}
    sent["seen"] = pair.changed_at.isoformat()
    answer = sign_in(cast.odette).post(reverse("agreement", args=[pair.pk]), sent)
    page = answer.content.decode()
    assert 'href="#id_goal_1"' in page
    assert 'href="#id_months"' in page
    assert 'value="Kept"' in page
    pair.refresh_from_db()
    assert pair.state == "under-way"
