"""An event goes into the calendar of whoever may read it."""

import datetime
import zoneinfo

import icalendar
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.factories import AssociationFactory, make_cast, make_event, sign_in, space_in

pytestmark = pytest.mark.django_db

NASTY = "Fees; by, the \\ lake\r\nATTENDEE:mailto:x@y.example\rA\nB\u2028C\u0085D"
LUSAKA = zoneinfo.ZoneInfo("Africa/Lusaka")


def in_lusaka(*parts):
    return datetime.datetime(*parts, tzinfo=LUSAKA)


def test_u18_no_sign_in_a_title_begins_another_property(client):
    lake = AssociationFactory(name="Lake")
    event = make_event(lake, title="x", place="Hall; 2,\r\nURL:https://evil.example")
    type(event).objects.filter(pk=event.pk).update(title=NASTY.ljust(255, "ä"))
    answer = client.get(reverse("event_calendar", args=[event.pk]))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    answer.content.decode("utf-8")
    unfolded = answer.content.decode().replace("\r\n ", "")
    names = [line.partition(":")[0].partition(";")[0] for line in unfolded.splitlines() if line]
    assert names.count("BEGIN") == 2
    assert "ATTENDEE" not in names
    assert "\u2028" not in unfolded
    (found,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert found["summary"].startswith("Fees; by, the \\ lake ATTENDEE:mailto:x@y.example A B C D")


def test_the_file_says_when_in_utc_and_the_page_says_it_at_the_place(client):
    lake = AssociationFactory()
    event = make_event(
        lake,
        starts_at=in_lusaka(2027, 2, 9, 9, 30),
        ends_at=in_lusaka(2027, 2, 12, 16, 0),
        time_zone="Africa/Lusaka",
        place="Lubanda",
        attendance="both",
    )
    (found,) = icalendar.Calendar.from_ical(
        client.get(reverse("event_calendar", args=[event.pk])).content
    ).walk("VEVENT")
    assert found["dtstart"].dt == datetime.datetime(2027, 2, 9, 7, 30, tzinfo=datetime.UTC)
    assert found["dtend"].dt == datetime.datetime(2027, 2, 12, 14, 0, tzinfo=datetime.UTC)
    said = client.get(event.address).content.decode()
    assert "9 February 2027" in said
    assert "(Africa/Lusaka)" in said
    assert "On site or from afar" in said
    assert "For you:" not in said


def test_whoever_lives_by_another_clock_reads_the_hours_on_it():
    cast = make_cast()
    event = make_event(cast.lake, starts_at=in_lusaka(2027, 2, 9, 9, 30), time_zone="Africa/Lusaka")
    cast.bruno.time_zone = "America/Lima"
    cast.bruno.save()
    said = sign_in(cast.bruno).get(event.address).content.decode()
    assert "For you: 9 February 2027, 02:30 to 04:30 (America/Lima)" in said


def test_the_calendar_of_an_association_holds_what_comes_and_everyone_may_know(client):
    cast = make_cast()
    space_in(cast.lake)
    make_event(cast.lake, title="Open day")
    make_event(cast.lake, title="Closed day", audience=f"association:{cast.lake.pk}")
    with time_machine.travel("2020-01-01"):
        make_event(cast.lake, title="Past day")
    address = reverse("events_calendar", args=[cast.lake.pk])
    for reader in (client, sign_in(cast.odette)):
        said = reader.get(address).content.decode()
        assert "Open day" in said
        assert "Closed day" not in said
        assert "Past day" not in said
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304


def test_a_closed_event_has_no_file_for_others():
    cast = make_cast()
    event = make_event(cast.lake, audience=f"association:{cast.lake.pk}")
    address = reverse("event_calendar", args=[event.pk])
    assert Client().get(address).status_code == 404
    assert sign_in(cast.bruno).get(address).status_code == 404
    answer = sign_in(cast.odette).get(address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
