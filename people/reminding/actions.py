"""Reminding those who may approve a text of its day: on that day, and when it has passed."""

from django.utils import timezone

from notices.actions import tell
from people.approval import DUE, LATE, Waiting, waiting_on_their_day
from people.models import Person, SecondPersonTask
from people.publishing.kinds import WAITS
from people.publishing.querysets import approvers_of
from people.publishing.querysets import waiting_on_their_day as newsletters_on_their_day
from people.querysets import approvers_in
from people.reminding.kinds import APPROVAL_DUE, once_for


def remind_of_approvals() -> None:
    """Tell each who may decide once on the day, and once after it, however often this runs."""
    today = timezone.now().date()
    for waiting in waiting_on_their_day(today):
        day = DUE if waiting.due_on == today else LATE
        tell(
            APPROVAL_DUE,
            _who_may_decide(waiting),
            once=once_for(waiting.step.pk, day),
            words={
                "task": str(waiting.step.pk),
                "day": day,
                "due_on": waiting.due_on.isoformat(),
            },
            about=waiting.page,
        )


def remind_of_newsletters() -> None:
    """The same for newsletters that wait to be approved."""
    today = timezone.now().date()
    for newsletter, due_on in newsletters_on_their_day(today):
        day = DUE if due_on == today else LATE
        tell(
            WAITS,
            approvers_of(newsletter),
            once=f"{newsletter.once_waiting} {day}",
            words={
                "newsletter": str(newsletter.pk),
                "day": day,
                "due_on": due_on.isoformat(),
            },
        )


def _who_may_decide(waiting: Waiting) -> list[Person]:
    """Twin of `people.approval.tasks_waiting_for`, for all persons of one step."""
    task = waiting.step.task.specific
    editors = list(approvers_in(task.groups.all()))
    if not isinstance(task, SecondPersonTask):
        return editors
    return [editor for editor in editors if editor != waiting.asked_by or not task.others(editor)]
