"""Both are reminded a day and an hour before, never late, and asked whether it was held."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentoring.meeting.actions import cancel
from mentoring.meeting.by_mail import PICK_ONE, SAY_WHETHER_HELD, token_for
from mentoring.models import Answer, Session
from mentoring.reminding.actions import ask_whether_held, remind_of_sessions
from notices.models import Notice
from notices.outbox import send_due
from tests.factories import make_booked_session, make_cast, make_pair, sign_in
from tests.standing import standing

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 3, 1, 8, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)


cast = standing(make_cast)


@pytest.fixture
def session(cast):
    """On 4 March at ten (UTC)."""
    pair = make_pair(cast.odette, cast.bruno)
    starts_at = NOW + 74 * HOUR
    return make_booked_session(pair, starts_at=starts_at, agenda="Receipt books", place="Hall")


def at(moment):
    return time_machine.travel(moment, tick=False)


def reminded_at(moment):
    """Subjects of what goes out when the worker looks at this moment."""
    mail.outbox.clear()
    with at(moment):
        remind_of_sessions()
        ask_whether_held()
        send_due()
    return sorted(one.subject for one in mail.outbox)


def test_both_are_reminded_a_day_and_an_hour_before_and_once_of_each(session):
    begins = session.starts_at
    assert reminded_at(begins - 25 * HOUR) == []
    first = reminded_at(begins - 24 * HOUR)
    assert len(first) == 2
    assert all(one.startswith("You have a session within a day: ") for one in first)
    for one in mail.outbox:
        assert not re.search("Odette|Bruno|Receipt|Hall", one.subject + one.body)
        assert reverse("session", args=[session.pk]) in one.body
    assert reminded_at(begins - 23 * HOUR) == []
    last = reminded_at(begins - HOUR)
    assert len(last) == 2
    assert all(one.startswith("You have a session within the hour: ") for one in last)
    assert reminded_at(begins - 40 * MINUTE) == []


@pytest.mark.parametrize("left", [19 * HOUR, 2 * HOUR, 29 * MINUTE, 0 * HOUR, -2 * MINUTE])
def test_who_comes_late_reminds_nobody(session, left):
    assert reminded_at(session.starts_at - left) == []


def test_a_reminder_that_the_mail_server_kept_waiting_is_dropped_when_it_is_late(session):
    with at(session.starts_at - 24 * HOUR):
        remind_of_sessions()
    with at(session.starts_at - 59 * MINUTE):
        send_due()
    assert mail.outbox == []
    with at(session.starts_at - 58 * MINUTE):
        remind_of_sessions()
    with at(session.starts_at + MINUTE):
        send_due()
        assert mail.outbox == []
        page = sign_in(session.pair.mentor).get(reverse("notices")).content.decode()
    assert "You have a session" not in page


def test_nobody_is_reminded_of_what_was_cancelled_or_of_the_old_time(session):
    with at(session.starts_at - 24 * HOUR):
        remind_of_sessions()
        cancel(by=session.pair.mentor, session=session, why="ill")
        send_due()
    assert not [one for one in mail.outbox if "within a day" in one.subject]
    assert reminded_at(session.starts_at - HOUR) == []


def test_who_is_reminded_reads_it_in_the_list_and_the_count_agrees(session):
    with at(session.starts_at - 24 * HOUR):
        remind_of_sessions()
        page = sign_in(session.pair.mentor).get(reverse("notices")).content.decode()
        assert "You have a session within a day" in page
        assert Notice.objects.filter(kind="mentoring.reminder").count() == 2


def question_to(person, session):
    (letter,) = [one for one in mail.outbox if one.to == [person.email]]
    return re.search(r"https?://[^/\s]+(/\S+by-mail/\S+)", letter.body)[1]


def test_p18_both_are_asked_once_and_say_it_by_a_page_with_a_button_each(session):
    after = session.ends_at + MINUTE
    asked = reminded_at(after)
    assert len(asked) == 2
    assert all(one.startswith("Did your session take place? ") for one in asked)
    for one in mail.outbox:
        assert not re.search("Odette|Bruno|Receipt|Hall", one.subject + one.body)
    link = question_to(session.pair.mentee, session)
    assert reminded_at(after + 5 * MINUTE) == []
    with at(after + HOUR):
        nobody = Client()
        page = nobody.get(link)
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        assert not re.search("Odette|Bruno|Receipt|Hall", page.content.decode())
        assert not Answer.objects.exists()
        assert nobody.post(link, {"took_place": "perhaps"}).status_code == 400
        assert nobody.post(link, {"took_place": "yes"}).status_code == 200
        session.refresh_from_db()
        assert session.state == "held"
        assert Answer.objects.get().by == session.pair.mentee
        assert nobody.get(link).status_code == 409
        assert nobody.post(link, {"took_place": "no"}).status_code == 409
        assert Answer.objects.get().took_place


def test_who_has_said_it_already_is_not_asked(session):
    with at(session.ends_at + MINUTE):
        address = reverse("session_held", args=[session.pk])
        sign_in(session.pair.mentor).post(address, {"took_place": "yes"})
    reminded_at(session.ends_at + 2 * MINUTE)
    assert [one.to for one in mail.outbox] == [[session.pair.mentee.email]]


def test_the_desk_asks_too_until_it_is_said(session):
    with at(session.ends_at + MINUTE):
        client = sign_in(session.pair.mentor)
        assert "Did it take place?" in client.get(reverse("desk")).content.decode()
        client.post(reverse("session_held", args=[session.pk]), {"took_place": "no"})
        assert "Did it take place?" not in client.get(reverse("desk")).content.decode()


def test_a_question_of_long_ago_is_not_asked_any_more(session):
    assert reminded_at(session.ends_at + datetime.timedelta(days=8)) == []
    link = reverse(
        "held_by_mail", args=[token_for(session.pk, session.pair.mentor_id, SAY_WHETHER_HELD)]
    )
    with at(session.ends_at + datetime.timedelta(days=15)):
        assert Client().get(link).status_code == 409


def test_p18_a_link_is_good_for_its_one_purpose(session):
    with at(session.ends_at + MINUTE):
        wrong = token_for(session.pk, session.pair.mentor_id, PICK_ONE)
        assert Client().get(reverse("held_by_mail", args=[wrong])).status_code == 404
        right = token_for(session.pk, session.pair.mentor_id, SAY_WHETHER_HELD)
        assert Client().get(reverse("held_by_mail", args=[right])).status_code == 200
        assert Client().get(reverse("times_by_mail", args=[right])).status_code == 404
        stranger = token_for(session.pk, 0, SAY_WHETHER_HELD)
        assert Client().get(reverse("held_by_mail", args=[stranger])).status_code == 404


def test_looking_for_what_is_near_costs_as_much_for_many_that_are_far(session):
    def cost():
        with at(session.starts_at - 50 * HOUR), CaptureQueriesContext(connection) as queries:
            remind_of_sessions()
        return len(queries)

    before = cost()
    for number in range(20):
        make_booked_session(session.pair, starts_at=session.starts_at + number * HOUR + 9 * HOUR)
    assert cost() == before
    assert Session.objects.count() == 21
