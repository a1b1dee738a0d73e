"""Sessions as calendar entries (RFC 5545); icalendar escapes, folds and encodes.

An entry says when, that it is a session, and where its page is: a calendar is looked at by others,
so neither names nor what it is about nor where it is are in it (safeguards 2C, L40).
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Self

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Event, vCalAddress

from mentoring.models import Session
from mentoring.states import SessionState
from notices.kinds import CalendarPart
from pages.addresses import absolute
from pages.calendars import written

PRODUCT = "-//Peerhall//Sessions//EN"
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"


@dataclass(frozen=True)
class Slot:
    """What a calendar is told of a session: its number and UID, which version, and when."""

    session_id: uuid.UUID
    uid: str
    sequence: int
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    is_cancelled: bool

    @classmethod
    def of(cls, session: Session) -> Self:
        return cls(
            session_id=session.pk,
            uid=session.uid,
            sequence=session.sequence,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            is_cancelled=session.state == SessionState.CANCELLED,
        )

    def as_words(self) -> dict[str, str]:
        """For a notice, whose mail says what was true when it was caused."""
        return {
            "session": str(self.session_id),
            "uid": self.uid,
            "sequence": str(self.sequence),
            "starts_at": self.starts_at.isoformat(),
            "ends_at": self.ends_at.isoformat(),
            "is_cancelled": "yes" if self.is_cancelled else "",
        }

    @classmethod
    def from_words(cls, words: dict[str, str]) -> Self:
        return cls(
            session_id=uuid.UUID(words["session"]),
            uid=words["uid"],
            sequence=int(words["sequence"]),
            starts_at=datetime.datetime.fromisoformat(words["starts_at"]),
            ends_at=datetime.datetime.fromisoformat(words["ends_at"]),
            is_cancelled=bool(words["is_cancelled"]),
        )


def invitation(slot: Slot, *, to: str, stamp: datetime.datetime) -> CalendarPart:
    """What the mail to one of the two has for their calendar: it is put in, moved or taken out.

    `to` is the one address in it beside the site's own: programs look for their owner's.
    """
    entry = _entry(slot, stamp)
    guest = vCalAddress(f"mailto:{to}")
    guest.params["partstat"] = "ACCEPTED"
    guest.params["rsvp"] = "FALSE"
    entry.add("attendee", guest)
    method = CANCEL if slot.is_cancelled else REQUEST
    return CalendarPart(method=method, text=_written(method, [entry]).decode())


def calendar_of(sessions: Iterable[Session]) -> bytes:
    """A file with one VEVENT for each of `sessions`, under the UID and version of the mails."""
    entries = [_entry(Slot.of(session), session.changed_at) for session in sessions]
    return _written(PUBLISH, entries)


def _written(method: str, entries: Iterable[Event]) -> bytes:
    name = _("Coaching") if method == PUBLISH else ""
    return written(entries, product=PRODUCT, name=name, method=method)


def _entry(slot: Slot, stamp: datetime.datetime) -> Event:
    entry = Event()
    entry.add("uid", slot.uid)
    entry.add("sequence", slot.sequence)
    entry.add("dtstamp", stamp.astimezone(datetime.UTC))
    entry.add("dtstart", slot.starts_at.astimezone(datetime.UTC))
    entry.add("dtend", slot.ends_at.astimezone(datetime.UTC))
    entry.add("summary", _("Coaching session"))
    entry.add("status", "CANCELLED" if slot.is_cancelled else "CONFIRMED")
    entry.add("organizer", _site())
    entry.add("url", absolute(reverse("session", args=[slot.session_id])))
    return entry


def _site() -> vCalAddress:
    """Who invites: the site, since neither of the two is named to the other's calendar."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["cn"] = name or "Peerhall"
    return organizer
