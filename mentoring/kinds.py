"""What reaches a mailbox: that something waits, and where; times of a session, and no names (2C).

Whoever is one of the two stays so: what was said to them is theirs to read. So each kind asks of
its reader only that the account is there, and the page behind the link asks the rest.
"""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring.meeting import calendar
from mentoring.meeting.by_mail import token_for
from mentoring.meeting.clock import in_words
from notices.kinds import Frequency, Kind, Wording, is_still_there
from notices.models import Notice
from pages.lines import one_line


def _asked(person: Any, notice: Notice) -> Wording:
    path = reverse("mentoring_request", args=[notice.words["request"]])
    if notice.words.get("again"):
        return Wording(
            subject=_("A request still waits for your answer"),
            text=_("It has waited for four days, and runs out after ten. Yes or no: both help."),
            path=path,
        )
    return Wording(
        subject=_("You have a new request"),
        text=_("Somebody asks you to coach them. Read it and say yes or no within ten days."),
        path=path,
    )


def _decided(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("There is a decision about your request"),
        text=_("Read it on Peerhall. If it is no, three others are suggested there."),
        path=reverse("mentoring_request", args=[notice.words["request"]]),
    )


def _proposed(person: Any, notice: Notice) -> Wording:
    return Wording(
        subject=_("The programme has a suggestion for you"),
        text=_("Read it and say whether you take it up. Nobody else is told before you do."),
        path=reverse("mentoring_request", args=[notice.words["request"]]),
    )


def _agreement(person: Any, notice: Notice) -> Wording:
    path = reverse("pair", args=[notice.words["pair"]])
    match notice.words["what"]:
        case "written":
            return Wording(
                subject=_("An agreement waits for you"),
                text=_("Goals, rhythm and length have been written down. Read and confirm them."),
                path=path,
            )
        case "agreed":
            return Wording(
                subject=_("Your agreement is confirmed by both"),
                text=_("You can propose three times for the next session."),
                path=path,
            )
    return Wording(
        subject=_("An agreement has come to its end"),
        text=_("What you wrote together stays there for both of you."),
        path=path,
    )


def _times(person: Any, notice: Notice) -> Wording:
    moments = [datetime.datetime.fromisoformat(one) for one in notice.words["times"].split()]
    lines = [in_words(moment, person.zone, person.time_zone) for moment in moments]
    return Wording(
        subject=_("Three times are proposed: pick one"),
        text="\n".join([*lines, _("Open this link and pick one; you need not sign in.")]),
        path=reverse("times_by_mail", args=[token_for(notice.words["proposal"], person.pk)]),
    )


def _session(person: Any, notice: Notice) -> Wording:
    slot = calendar.Slot.from_words(notice.words)
    when = in_words(slot.starts_at, person.zone, person.time_zone)
    match notice.words["what"]:
        case "booked":
            subject = _("A time is booked: %(when)s")
        case "moved":
            subject = _("A session is moved: %(when)s")
        case _other:
            subject = _("A session is cancelled: %(when)s")
    return Wording(
        subject=subject % {"when": one_line(when, 120)},
        path=reverse("session", args=[notice.words["session"]]),
        calendar=calendar.invitation(slot, to=person.email, stamp=notice.told_at),
    )


REQUEST = Kind(
    key="mentoring.request",
    label=gettext_lazy("Requests for coaching"),
    sentence=gettext_lazy("You offer coaching, and somebody asks."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_asked,
)
DECISION = Kind(
    key="mentoring.decision",
    label=gettext_lazy("Answers of mentors"),
    sentence=gettext_lazy("You asked a mentor, and there is an answer."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_decided,
)
PROPOSED = Kind(
    key="mentoring.proposed",
    label=gettext_lazy("Mentors the programme suggests"),
    sentence=gettext_lazy("The programme thinks that somebody could coach you."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_proposed,
)
AGREEMENT = Kind(
    key="mentoring.agreement",
    label=gettext_lazy("Agreements on coaching"),
    sentence=gettext_lazy("You are one of the two whom an agreement is between."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_agreement,
)
TIMES = Kind(
    key="mentoring.times",
    label=gettext_lazy("Times to pick from"),
    sentence=gettext_lazy("Three times were proposed to you for a session."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_times,
)
SESSION = Kind(
    key="mentoring.session",
    label=gettext_lazy("Sessions booked, moved and cancelled"),
    sentence=gettext_lazy("A session of yours was booked, moved or cancelled."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_session,
)
KINDS = (REQUEST, DECISION, PROPOSED, AGREEMENT, TIMES, SESSION)
