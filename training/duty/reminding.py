"""Reminds a month before, on the day, and every month after it; each step is told once."""

import datetime

from django.utils import timezone

from notices.actions import tell
from training.duty.actions import months_after
from training.duty.kinds import REMINDER
from training.duty.telling import holders_of
from training.models import Duty

MOST_AT_ONCE = 200


def remind_of_duties() -> None:
    """A chore: what is open and has come to its next step. Who was away gets the latest only."""
    today = timezone.localdate()
    near = Duty.objects.open().filter(remind_on__lte=today)
    rows = near.select_related("person", "carer").select_for_update(of=("self",))
    for duty in rows.order_by("remind_on", "pk")[:MOST_AT_ONCE]:
        step, following = step_on(duty, today)
        tell(
            REMINDER,
            holders_of(duty),
            once=f"{duty.once}:{step}",
            words={"duty": str(duty.pk), "step": step.partition("-")[0]},
        )
        Duty.objects.filter(pk=duty.pk).update(remind_on=following)


def step_on(duty: Duty, today: datetime.date) -> tuple[str, datetime.date]:
    """The name of the step that is told today, and the day of the one that follows."""
    if today < duty.due_on:
        return "before", duty.due_on
    months = 1
    while months_after(duty.due_on, months) <= today:
        months += 1
    following = months_after(duty.due_on, months)
    return ("due" if today == duty.due_on else f"late-{months - 1}"), following
