"""Sessions and proposed times on the screen: both clocks, by the names of their zones."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone

from mentoring.meeting.clock import (
    CLOSES,
    OPENS,
    day_in,
    hour_in,
    office_in_words,
    town_of,
    zone_in_words,
)
from mentoring.models import PrivateNote, Proposal, Session
from mentoring.states import SessionState
from people.models import Person

# Of the picture of a day: where it begins, how wide it is, how high a bar is, in units of its own.
LEFT, WIDTH, DAY_MINUTES = 64, 412, 24 * 60
MOST_NOTES = 200


@dataclass(frozen=True)
class Clock:
    """A moment on the clock of one person."""

    hour: str
    day: str
    town: str
    zone: str
    office: str


@dataclass(frozen=True)
class Bar:
    """The office hours of one person within the reader's day: pieces as (x, width)."""

    town: str
    offices: list[tuple[float, float]]


@dataclass(frozen=True)
class Slot:
    """One of the three times: the reader's clock first, then the other's."""

    value: str
    own: Clock
    other: Clock
    is_other_day: bool
    bars: list[Bar]
    meet_x: float
    meet_width: float
    is_picked: bool


def clock_of(moment: datetime.datetime, minutes: int, person: Person) -> Clock:
    """What the clock of `person` shows."""
    zone = person.zone
    name = person.time_zone if zone != datetime.UTC else "UTC"
    return Clock(
        hour=hour_in(moment, zone),
        day=day_in(moment, zone),
        town=town_of(name),
        zone=zone_in_words(name, moment),
        office=office_in_words(moment, minutes, zone),
    )


def slots_of(proposal: Proposal, viewer: Person, picked: str = "") -> list[Slot]:
    """The three times of a proposal that can still be picked; one query."""
    other = proposal.pair.other_than(viewer)
    return [
        _slot(time.starts_at, proposal.minutes, viewer, other, picked)
        for time in proposal.times.all()
    ]


def _slot(
    moment: datetime.datetime, minutes: int, viewer: Person, other: Person, picked: str
) -> Slot:
    own, theirs = clock_of(moment, minutes, viewer), clock_of(moment, minutes, other)
    local = moment.astimezone(viewer.zone)
    value = moment.isoformat()
    return Slot(
        value=value,
        own=own,
        other=theirs,
        is_other_day=own.day != theirs.day,
        bars=[_bar(local, viewer), _bar(local, other)],
        meet_x=_x(local.hour * 60 + local.minute),
        meet_width=round(WIDTH * minutes / DAY_MINUTES, 1),
        is_picked=value == picked,
    )


def _bar(local: datetime.datetime, person: Person) -> Bar:
    """Office hours of `person` on the day of `local`, where they fall on it."""
    ahead = _offset(local, person) - (local.utcoffset() or datetime.timedelta())
    shift = int(ahead.total_seconds()) // 60
    begins = (OPENS.hour * 60 - shift) % DAY_MINUTES
    ends = begins + (CLOSES.hour - OPENS.hour) * 60
    pieces = [(begins, min(ends, DAY_MINUTES)), (0, ends - DAY_MINUTES)]
    offices = [(_x(one), round(WIDTH * (two - one) / DAY_MINUTES, 1)) for one, two in pieces]
    name = person.time_zone if person.zone != datetime.UTC else "UTC"
    return Bar(town_of(name), [piece for piece in offices if piece[1] > 0])


def _offset(moment: datetime.datetime, person: Person) -> datetime.timedelta:
    return moment.astimezone(person.zone).utcoffset() or datetime.timedelta()


def _x(minutes: int) -> float:
    return round(LEFT + WIDTH * minutes / DAY_MINUTES, 1)


# -- Sessions --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SessionLine:
    """A session in a list of the pair."""

    session: Session
    when: str
    state: str
    url: str
    is_to_come: bool


def session_lines(sessions: Iterable[Session], viewer: Person) -> list[SessionLine]:
    """Lines with the reader's own clock; no query."""
    now = timezone.now()
    lines = []
    for session in sessions:
        own = clock_of(session.starts_at, session.minutes, viewer)
        lines.append(
            SessionLine(
                session=session,
                when=f"{own.day}, {own.hour}",
                state=session.get_state_display(),
                url=reverse("session", args=[session.pk]),
                is_to_come=session.starts_at > now,
            )
        )
    return lines


def shown_session(session: Session, viewer: Person) -> dict[str, Any]:
    """What templates/mentoring/session.html shows."""
    now = timezone.now()
    other = session.pair.other_than(viewer)
    answer = session.answers.filter(by=viewer).first()
    agreed = ZoneInfo(session.zone)
    return {
        "session": session,
        "pair": session.pair,
        "own": clock_of(session.starts_at, session.minutes, viewer),
        "other": clock_of(session.starts_at, session.minutes, other),
        "agreed": f"{hour_in(session.starts_at, agreed)}, "
        f"{zone_in_words(session.zone, session.starts_at)}",
        "can_be_moved": session.can_be_moved(now) and session.pair.is_open,
        "can_be_cancelled": session.can_be_cancelled(now),
        "is_over": session.ends_at <= now and session.state != SessionState.CANCELLED,
        "answer": answer,
        "notes": _notes_of(session, viewer),
        "can_note": session.can_be_noted,
        "can_note_alone": session.state != SessionState.CANCELLED,
        "has_private_note": PrivateNote.objects.filter(session=session, author=viewer).exists(),
    }


@dataclass(frozen=True)
class NoteLine:
    """A note of a session as one of the two reads it; `change_url` is its author's alone."""

    text: str
    is_own: bool
    changed_at: datetime.datetime
    change_url: str


def _notes_of(session: Session, viewer: Person) -> list[NoteLine]:
    """Oldest first; one query."""
    notes = session.shared_notes.order_by("written_at", "pk")[:MOST_NOTES]
    return [
        NoteLine(
            text=note.text,
            is_own=note.by_id == viewer.pk,
            changed_at=note.changed_at,
            change_url=reverse("change_note", args=[note.pk])
            if note.by_id == viewer.pk and session.pair.is_open
            else "",
        )
        for note in notes
    ]
