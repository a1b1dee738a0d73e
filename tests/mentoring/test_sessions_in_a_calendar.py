"""A session in the calendars of both: one entry, put in, moved, taken out, and a private feed."""

import datetime
import re
import uuid
from email import message_from_bytes

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentoring.agreeing.actions import end_pair
from mentoring.meeting.actions import Plan, cancel, pick, propose_times
from mentoring.models import CalendarAddress, Session
from people.models import Person
from tests.factories import do_waiting_work, make_booked_session, make_cast, make_pair, sign_in
from tests.mentoring.other_calendar import OtherCalendar, read_calendar
from tests.standing import standing

pytestmark = pytest.mark.django_db

NASTY = "Fees; by, the \\ lake\r\nATTENDEE:mailto:x@y.example\rA\nB\u2028C\u0085D" + "ä" * 5_000


cast = standing(make_cast)


@pytest.fixture
def pair(cast):
    Person.objects.filter(pk=cast.odette.pk).update(time_zone="Africa/Lusaka")
    Person.objects.filter(pk=cast.bruno.pk).update(time_zone="America/Lima")
    return make_pair(Person.objects.get(pk=cast.odette.pk), Person.objects.get(pk=cast.bruno.pk))


def book(pair, first, session=None, **more):
    starts = [first + datetime.timedelta(days=number) for number in range(3)]
    plan = Plan(starts=starts, minutes=60, zone="Africa/Lusaka", **more)
    proposal = propose_times(
        by=pair.mentor, pair=pair, plan=plan, key=uuid.uuid4(), session=session
    )
    return pick(by=pair.mentee, proposal=proposal, starts_at=starts[0])


def calendar_parts(to):
    """Method of the MIME type and text of each calendar part mailed to this address, in order."""
    found = []
    for one in mail.outbox:
        if one.to != [to]:
            continue
        for part in message_from_bytes(one.message().as_bytes(linesep="\r\n")).walk():
            if part.get_content_type() == "text/calendar":
                assert part.get_content_charset() == "utf-8"
                found.append((part.get_param("method"), part.get_payload(decode=True).decode()))
    return found


def test_invite_move_and_cancel_are_one_entry_to_another_parser(pair):
    first = timezone.now().replace(minute=0, second=0, microsecond=0) + datetime.timedelta(days=3)
    session = book(pair, first)
    do_waiting_work()
    moved = first + datetime.timedelta(days=7)
    book(pair, moved, session)
    do_waiting_work()
    cancel(by=pair.mentee, session=Session.objects.get())
    do_waiting_work()
    for person in (pair.mentor, pair.mentee):
        theirs = OtherCalendar()
        parts = calendar_parts(person.email)
        assert [method for method, _text in parts] == ["REQUEST", "REQUEST", "CANCEL"]
        seen = []
        for method, text in parts:
            theirs.take(text)
            (entry,) = theirs.entries.values()
            assert entry["METHOD"] == method
            seen.append((entry["DTSTART"], entry["DTEND"], entry["SEQUENCE"], entry["STATUS"]))
        hour = datetime.timedelta(hours=1)
        assert seen == [
            (first, first + hour, 0, "CONFIRMED"),
            (moved, moved + hour, 1, "CONFIRMED"),
            (moved, moved + hour, 2, "CANCELLED"),
        ]
        assert entry["UID"] == session.uid
        assert entry["ATTENDEE"] == [f"mailto:{person.email}"]


def test_control_the_other_parser_does_not_take_what_is_older(pair):
    session = book(pair, timezone.now() + datetime.timedelta(days=3))
    do_waiting_work()
    book(pair, timezone.now() + datetime.timedelta(days=9), session)
    do_waiting_work()
    (_one, before), (_two, after) = calendar_parts(pair.mentor.email)
    theirs = OtherCalendar()
    theirs.take(after)
    theirs.take(before)
    (entry,) = theirs.entries.values()
    assert entry["SEQUENCE"] == 1


def test_u18_nothing_that_was_typed_stands_in_a_calendar(pair):
    session = make_booked_session(pair)
    Session.objects.filter(pk=session.pk).update(agenda=NASTY[:600], place=NASTY[:200])
    address = reverse("session_calendar", args=[session.pk])
    answer = sign_in(pair.mentee).get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    said = answer.content.decode("utf-8")
    (entry,) = read_calendar(said)
    assert entry["SUMMARY"] == "Coaching session"
    assert "ATTENDEE" not in entry
    assert "Fees" not in said
    assert entry["URL"].endswith(reverse("session", args=[session.pk]))


def test_u18_words_of_a_language_are_escaped_and_folded(pair):
    Person.objects.filter(pk=pair.mentee.pk).update(language="ar")
    make_booked_session(pair)
    token = CalendarAddress.renew(pair.mentee)
    said = Client().get(reverse("calendar_of_person", args=[token])).content
    assert max(len(line) for line in said.split(b"\r\n")) <= 75
    assert read_calendar(said.decode("utf-8"))[0]["SUMMARY"]


def test_a_session_of_others_has_no_file(cast, pair):
    address = reverse("session_calendar", args=[make_booked_session(pair).pk])
    assert sign_in(cast.simon).get(address).status_code == 404
    assert sign_in(cast.yara).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def make_address(person):
    page = sign_in(person).post(reverse("my_calendar"), {"then": "make"}).content.decode()
    return re.search(r"https?://[^/\s]+(/\S+sessions\.ics)", page)[1]


def test_l40_a_feed_says_when_and_no_more_and_ends_with_its_address(cast, pair):
    session = make_booked_session(pair, agenda="Receipt books", place="Town hall")
    cancelled = make_booked_session(pair, starts_at=session.starts_at + datetime.timedelta(days=1))
    cancel(by=pair.mentee, session=cancelled)
    other = make_pair(cast.odette, cast.yara)
    make_booked_session(other, starts_at=session.starts_at + datetime.timedelta(days=2))
    address = make_address(pair.mentor)
    answer = Client().get(address)
    said = answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    states = {entry["UID"]: (entry["STATUS"], entry["SEQUENCE"]) for entry in read_calendar(said)}
    assert len(states) == 3
    assert states[session.uid] == ("CONFIRMED", 0)
    assert states[cancelled.uid] == ("CANCELLED", 1)
    for word in ("Bruno", "bruno", "Odette", "Receipt", "Town hall", "ATTENDEE"):
        assert word not in said
    again = make_address(pair.mentor)
    assert Client().get(address).status_code == 404
    assert Client().get(again).status_code == 200
    sign_in(pair.mentor).post(reverse("my_calendar"), {"then": "take-back"})
    assert Client().get(again).status_code == 404
    assert not CalendarAddress.objects.exists()


def test_l40_a_feed_answers_nobody_after_the_last_pair_ended(pair):
    make_booked_session(pair)
    address = make_address(pair.mentor)
    assert Client().get(address).status_code == 200
    end_pair(by=pair.mentee, pair=pair)
    assert Client().get(address).status_code == 404


def test_r5_a_feed_of_a_closed_account_answers_nobody(pair):
    address = make_address(pair.mentor)
    Person.objects.filter(pk=pair.mentor.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_the_database_does_not_hold_the_token(pair):
    token = CalendarAddress.renew(pair.mentor)
    assert token not in str(list(CalendarAddress.objects.values_list()))


def test_a_feed_asks_the_database_as_often_for_twenty_sessions(pair, django_assert_num_queries):
    token = CalendarAddress.renew(pair.mentor)
    address = reverse("calendar_of_person", args=[token])
    begins = timezone.now().replace(minute=0, second=0, microsecond=0)
    for number in range(20):
        make_booked_session(pair, starts_at=begins + datetime.timedelta(days=number))
        if number in (0, 19):
            with django_assert_num_queries(3):
                said = Client().get(address).content.decode()
            assert len(read_calendar(said)) == number + 1


def test_hours_are_in_utc_where_clocks_change(pair):
    with time_machine.travel(datetime.datetime(2027, 3, 1, tzinfo=datetime.UTC), tick=False):
        starts_at = datetime.datetime(2027, 3, 28, 1, 30, tzinfo=datetime.UTC)
        session = make_booked_session(pair, starts_at=starts_at, zone="Europe/Amsterdam")
        said = sign_in(pair.mentee).get(reverse("session_calendar", args=[session.pk]))
        assert b"DTSTART:20270328T013000Z" in said.content
