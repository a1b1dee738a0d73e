"""Reminds both of a session a day and an hour before, and asks both afterwards whether it was held.

Nobody is reminded late: who was away, or a worker that was, leaves a reminder out.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from mentoring.meeting.calendar import Slot
from mentoring.models import Session
from mentoring.models.session import ASKED_FOR
from mentoring.reminding.kinds import HELD, REMINDER, once_for, once_for_question
from mentoring.states import SessionState
from notices.actions import tell

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Reminder:
    """Told once no more than `before` are left, and as long as more than `latest` are."""

    name: str
    field: str
    before: datetime.timedelta
    latest: datetime.timedelta


REMINDERS = (
    Reminder("day", "day_reminded_at", datetime.timedelta(hours=24), datetime.timedelta(hours=20)),
    Reminder(
        "hour", "hour_reminded_at", datetime.timedelta(hours=1), datetime.timedelta(minutes=30)
    ),
)


def remind_of_sessions() -> None:
    """A chore: each session once of each kind, as it is booked now."""
    now = timezone.now()
    for reminder in REMINDERS:
        near = Session.objects.booked().filter(
            starts_at__gt=now + reminder.latest,
            starts_at__lte=now + reminder.before,
            **{reminder.field: None},
        )
        for session in near.select_related("pair__mentor", "pair__mentee")[:MOST_AT_ONCE]:
            tell(
                REMINDER,
                [session.pair.mentor, session.pair.mentee],
                once=once_for(session, reminder.name),
                words={"before": reminder.name, **Slot.of(session).as_words()},
            )
            Session.objects.filter(pk=session.pk).update(**{reminder.field: now})


def ask_whether_held() -> None:
    """A chore: who has not said so yet is asked once, as soon as a session is over."""
    now = timezone.now()
    over = Session.objects.exclude(state=SessionState.CANCELLED).filter(
        ends_at__lte=now, ends_at__gt=now - ASKED_FOR / 2, asked_at=None
    )
    rows = over.select_related("pair__mentor", "pair__mentee").prefetch_related("answers")
    for session in rows.order_by("ends_at")[:MOST_AT_ONCE]:
        answered = {answer.by_id for answer in session.answers.all()}
        both = (session.pair.mentor, session.pair.mentee)
        tell(
            HELD,
            [person for person in both if person.pk not in answered],
            once=once_for_question(session),
            words=Slot.of(session).as_words(),
        )
        Session.objects.filter(pk=session.pk).update(asked_at=now)
