"""When an event is, in words: at its place, and on the reader's own clock where that differs."""

import datetime
import zoneinfo
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pages.templatetags.days import day
from people.models import EventPage


def days_of(event: EventPage) -> str:
    """E.g. `9 February 2027`, or `9 February 2027 to 12 February 2027`, at the place."""
    first, last = _there(event)
    if first.date() == last.date():
        return day(first.date())
    return _("%(first)s to %(last)s") % {"first": day(first.date()), "last": day(last.date())}


def hours_of(event: EventPage, zone: datetime.tzinfo, name: str) -> str:
    """Begin and end in `zone`, called `name`, each with its day where they differ."""
    first, last = (timezone.localtime(moment, zone) for moment in (event.starts_at, event.ends_at))
    is_one_day = first.date() == last.date()
    begins = f"{day(first.date())}, {date_format(first, 'TIME_FORMAT')}"
    ends = date_format(last, "TIME_FORMAT")
    if not is_one_day:
        ends = f"{day(last.date())}, {ends}"
    words = {"begins": begins, "ends": ends, "zone": name.replace("_", " ")}
    return _("%(begins)s to %(ends)s (%(zone)s)") % words


def hours_there(event: EventPage) -> str:
    """Begin and end as a clock at the place shows them."""
    return hours_of(event, event.zone, event.time_zone)


def hours_here(event: EventPage, person: Any) -> str:
    """Begin and end on the reader's own clock; empty for a visitor or where it shows the same."""
    if not person.is_authenticated:
        return ""
    try:
        own = zoneinfo.ZoneInfo(person.time_zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return ""
    here, there = (event.starts_at.astimezone(zone).utcoffset() for zone in (own, event.zone))
    return "" if here == there else hours_of(event, own, person.time_zone)


def _there(event: EventPage) -> tuple[datetime.datetime, datetime.datetime]:
    return (
        timezone.localtime(event.starts_at, event.zone),
        timezone.localtime(event.ends_at, event.zone),
    )
