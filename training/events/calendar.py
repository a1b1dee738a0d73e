"""Trainings as calendar entries (RFC 5545); icalendar escapes, folds and encodes."""

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar
from icalendar import Event as Entry

from pages.addresses import absolute
from pages.lines import one_line
from training.events.lines import where_of
from training.models import Event
from training.states import EventState

LONGEST_LINE = 250
PRODUCT = "-//Peerhall//Trainings//EN"


def calendar_of(events: Iterable[Event]) -> bytes:
    """One VEVENT for each of `events`; no sign in a title can begin another property (U18)."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(_entry(event))
    written: bytes = calendar.to_ical()
    return written


def _entry(event: Event) -> Entry:
    entry = Entry()
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "peerhall"
    entry.add("uid", f"training-{event.pk}@{host}")
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", event.made_at)
    entry.add("dtstart", event.starts_at.astimezone(datetime.UTC))
    entry.add("dtend", event.ends_at.astimezone(datetime.UTC))
    entry.add("summary", one_line(event.title, LONGEST_LINE))
    if where := where_of(event):
        entry.add("location", one_line(where, LONGEST_LINE))
    if event.state == EventState.CANCELLED:
        entry.add("status", "CANCELLED")
    entry.add("url", absolute(reverse("training", args=[event.pk])))
    return entry
