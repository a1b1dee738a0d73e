"""Work of reminding that a worker does."""

from django_tasks import task

from pages.tasks import leave_once
from people.reminding import actions


@task()
def remind() -> None:
    """Tell of the texts and newsletters whose day has come or has passed."""
    actions.remind_of_approvals()
    actions.remind_of_newsletters()


def look_at_days() -> None:
    """Leave the reminding to a worker."""
    leave_once(remind)
