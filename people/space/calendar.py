"""Events as calendar files (RFC 5545); icalendar escapes, folds and encodes."""

import datetime
from collections.abc import Iterable

from django.http import HttpResponse
from icalendar import Event

from pages.addresses import absolute
from pages.calendars import LONGEST_LINE, uid_of, written
from pages.lines import one_line
from people.models import EventPage

PRODUCT = "-//Peerhall//Events//EN"


def calendar_of(events: Iterable[EventPage], name: str = "") -> bytes:
    """One VEVENT for each of `events`, whose `our_address` is there; hours in UTC.

    Titles and places are one line each: no sign in them can begin another property (U18).
    """
    return written(map(_entry, events), product=PRODUCT, name=name)


def _entry(event: EventPage) -> Event:
    entry = Event()
    # The address may move with a slug; this does not.
    entry.add("uid", uid_of(f"{event.translation_key}-{event.language}"))
    entry.add("dtstamp", event.last_published_at or event.starts_at)
    entry.add("dtstart", event.starts_at.astimezone(datetime.UTC))
    entry.add("dtend", event.ends_at.astimezone(datetime.UTC))
    entry.add("summary", one_line(event.title, LONGEST_LINE))
    if event.place:
        entry.add("location", one_line(event.place, LONGEST_LINE))
    if event.summary:
        entry.add("description", one_line(event.summary, 600))
    entry.add("url", absolute(str(event.address)))
    return entry


def as_file(content: bytes, name: str) -> HttpResponse:
    """The answer that a calendar program reads, under a plain name."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
