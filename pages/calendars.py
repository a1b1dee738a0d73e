"""Calendar files (RFC 5545) for all rooms; icalendar escapes, folds and encodes."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from pages.lines import one_line

LONGEST_LINE = 250


def written(entries: Iterable[Event], *, product: str, name: str = "", method: str = "") -> bytes:
    """A calendar of `entries`; `name` is what a program calls it, `method` is of RFC 5546."""
    calendar = Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", one_line(name, LONGEST_LINE))
    for entry in entries:
        calendar.add_component(entry)
    content: bytes = calendar.to_ical()
    return content


def uid_of(key: str) -> str:
    """The UID of a thing in every calendar, by a key that is never given to another."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "peerhall"
    return f"{key}@{host}"
