"""Long lists are parted by the last row shown (keyset), not by the number of a page."""

import datetime
import uuid

from django.core.exceptions import BadRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

# Digits: each number of so many fits into the database.
LONGEST_NUMBER = 18


def read_number(text: str, longest: int = LONGEST_NUMBER) -> int:
    """A number of an address or a button, of at most so many digits; BadRequest (400) for anything
    else.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= longest):
        raise BadRequest("number")
    return int(text)


def place_after(at: datetime.datetime, pk: int | uuid.UUID) -> str:
    """The place behind a row, for `?after=` of an address."""
    return f"{at:%Y-%m-%dT%H:%M:%S.%f%z}_{pk}"


def read_place(text: str) -> tuple[datetime.datetime, int] | None:
    """What `place_after` wrote; None for nothing, BadRequest (400) for anything else."""
    if not text:
        return None
    when, number = _read_parts(text)
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        raise BadRequest("after")
    return when, int(number)


def read_place_of_uuid(text: str) -> tuple[datetime.datetime, uuid.UUID] | None:
    """The same for a row under a random number."""
    if not text:
        return None
    when, number = _read_parts(text)
    try:
        return when, uuid.UUID(number)
    except ValueError:
        raise BadRequest("after") from None


def _read_parts(text: str) -> tuple[datetime.datetime, str]:
    moment, _underscore, number = text.rpartition("_")
    return read_moment(moment, "after"), number


def read_moment(text: str, name: str) -> datetime.datetime:
    """A moment with its zone, in UTC; BadRequest (400) by this name for anything else."""
    try:
        when = parse_datetime(text)
        if when is not None and timezone.is_aware(when):
            when = when.astimezone(datetime.UTC)
    except (ValueError, OverflowError):  # the first and the last day there are, elsewhere
        when = None
    if when is None or timezone.is_naive(when):
        raise BadRequest(name)
    return when
