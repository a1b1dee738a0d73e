"""Trainings as calendar entries (RFC 5545); icalendar escapes, folds and encodes."""

import datetime
from collections.abc import Iterable

from django.urls import reverse
from icalendar import Event as Entry

from pages.addresses import absolute
from pages.calendars import LONGEST_LINE, uid_of, written
from pages.lines import one_line
from training.events.lines import where_of
from training.models import Event
from training.states import EventState

PRODUCT = "-//Peerhall//Trainings//EN"


def calendar_of(events: Iterable[Event]) -> bytes:
    """One VEVENT for each of `events`; no sign in a title can begin another property (U18)."""
    return written(map(_entry, events), product=PRODUCT)


def _entry(event: Event) -> Entry:
    entry = Entry()
    entry.add("uid", uid_of(f"training-{event.pk}"))
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
