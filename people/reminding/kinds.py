"""What those who may approve are told of a text's day. The text is not named: a draft's title is
for the page, behind the login (safeguards 2C).
"""

import datetime
from typing import Any

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from notices.kinds import Frequency, Kind, Wording
from notices.models import Notice
from pages.audiences import open_to
from pages.templatetags.days import day
from people.approval import DUE, LATE, tasks_waiting_for, waiting_for

_PREFIX = "task "


def once_for(step_id: int, day_kind: str) -> str:
    """Under which name people are reminded of one step: once of each kind."""
    return f"{_PREFIX}{step_id} {day_kind}"


def _still_waits(person: Any, notice: Notice) -> bool:
    known: set[str] | None = getattr(person, "_approvals_waiting", None)
    if known is None:
        known = _ids_waiting_for(person)
        # Asked once for each page or mail: the person object lives no longer than that.
        person._approvals_waiting = known  # noqa: SLF001 - ours, see above
    return notice.words["task"] in known


def _still_wait(person: Any) -> Q:
    steps = tasks_waiting_for(person).order_by()
    due, late = (
        steps.annotate(name=Concat(Value(_PREFIX), Cast("pk", CharField()), Value(f" {one}")))
        for one in (DUE, LATE)
    )
    of_a_step = Q(once__in=due.values("name")) | Q(once__in=late.values("name"))
    return of_a_step & Q(about__in=open_to(Page.objects.all(), person))


def _ids_waiting_for(person: Any) -> set[str]:
    return {str(waiting.step.pk) for waiting in waiting_for(person)}


def _write(person: Any, notice: Notice) -> Wording:
    due_on = day(datetime.date.fromisoformat(notice.words["due_on"]))
    if notice.words["day"] == DUE:
        subject = _("A text is to be approved by %(day)s")
        text = _("Read it and publish it, or give it back: whoever sent it in counts on that day.")
    else:
        subject = _("A text was to be approved by %(day)s, and still waits")
        text = _("Read it and publish it, or give it back: whoever sent it in is waiting.")
    return Wording(
        subject=subject % {"day": due_on},
        text=text,
        path=reverse("wagtailadmin_pages:edit", args=[notice.about_id]),
    )


APPROVAL_DUE = Kind(
    key="people.approval-due",
    label=gettext_lazy("Reminders of texts to approve"),
    sentence=gettext_lazy("A text that you may approve has come to its day, or is past it."),
    default=Frequency.AT_ONCE,
    may_still=_still_waits,
    in_query=_still_wait,
    write=_write,
)
