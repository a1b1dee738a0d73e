"""What both are told of a session that comes, and asked of one that is over: times, no names."""

import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring.meeting.by_mail import SAY_WHETHER_HELD, token_for
from mentoring.meeting.calendar import Slot
from mentoring.meeting.clock import in_words
from mentoring.models import Session
from notices.kinds import Frequency, Kind, Wording
from notices.models import Notice
from pages.lines import one_line

AN_HOUR = datetime.timedelta(hours=1)


def once_for(session: Session, name: str) -> str:
    """Under which name both are reminded: once of each kind for each time it is booked at."""
    return f"{session.once}:{name}"


def once_for_question(session: Session) -> str:
    """Under which name both are asked whether it took place."""
    return f"mentoring-held:{session.pk}"


def _reminders_of(person: Any) -> set[str]:
    """Names of reminders that are not late: of a day until an hour before, of an hour until it
    begins. What was moved or cancelled has another name, or none. One query.
    """
    now = timezone.now()
    to_come = Session.objects.visible_to(person).booked().filter(starts_at__gt=now)
    names = set()
    for session in to_come.only("pk", "sequence", "starts_at"):
        names.add(once_for(session, "hour"))
        if session.starts_at - now > AN_HOUR:
            names.add(once_for(session, "day"))
    return names


def _questions_of(person: Any) -> set[str]:
    """Names of questions that are not answered yet; one query."""
    asked = Session.objects.to_be_answered_by(person, timezone.now())
    return {once_for_question(session) for session in asked.only("pk")}


def _is_not_late(person: Any, notice: Notice) -> bool:
    known: set[str] | None = getattr(person, "_sessions_to_come", None)
    if known is None:
        known = _reminders_of(person)
        # Asked once for each page or mail: the person object lives no longer than that.
        person._sessions_to_come = known  # noqa: SLF001 - ours, see above
    return notice.once in known


def _is_not_answered(person: Any, notice: Notice) -> bool:
    known: set[str] | None = getattr(person, "_sessions_to_answer", None)
    if known is None:
        known = _questions_of(person)
        person._sessions_to_answer = known  # noqa: SLF001 - as above
    return notice.once in known


def _remind(person: Any, notice: Notice) -> Wording:
    slot = Slot.from_words(notice.words)
    when = one_line(in_words(slot.starts_at, person.zone, person.time_zone), 120)
    if notice.words["before"] == "day":
        subject = _("You have a session within a day: %(when)s")
    else:
        subject = _("You have a session within the hour: %(when)s")
    return Wording(
        subject=subject % {"when": when},
        text=_("Where it is and what it is about stands on its page."),
        path=reverse("session", args=[slot.session_id]),
    )


def _ask(person: Any, notice: Notice) -> Wording:
    slot = Slot.from_words(notice.words)
    when = one_line(in_words(slot.starts_at, person.zone, person.time_zone), 120)
    token = token_for(slot.session_id, person.pk, SAY_WHETHER_HELD)
    return Wording(
        subject=_("Did your session take place? %(when)s") % {"when": when},
        text=_("Open this link and say yes or no; you need not sign in."),
        path=reverse("held_by_mail", args=[token]),
    )


REMINDER = Kind(
    key="mentoring.reminder",
    label=gettext_lazy("Reminders of sessions"),
    sentence=gettext_lazy("You have a session in a day, or in an hour."),
    default=Frequency.AT_ONCE,
    may_still=_is_not_late,
    in_query=lambda person: Q(once__in=_reminders_of(person)),
    write=_remind,
)
HELD = Kind(
    key="mentoring.held",
    label=gettext_lazy("Questions whether a session took place"),
    sentence=gettext_lazy("A session of yours is over, and you have not said how it was."),
    default=Frequency.AT_ONCE,
    may_still=_is_not_answered,
    in_query=lambda person: Q(once__in=_questions_of(person)),
    write=_ask,
)
KINDS = (REMINDER, HELD)
