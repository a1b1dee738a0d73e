"""Work of this room that a worker does."""

from django_tasks import task

from notices import digests, keeping, outbox
from pages.tasks import leave_once


@task()
def send_due_mail() -> None:
    """Send what is due, for some seconds; what is left then is left to a task behind the others."""
    if outbox.send_due():
        leave_once(send_due_mail)


@task()
def gather_digests() -> None:
    """Write the digests of all whose morning has come."""
    if digests.gather():
        leave_once(send_due_mail)


def look_at_mornings() -> None:
    """Leave the gathering of digests to a worker."""
    leave_once(gather_digests)


@task()
def forget_what_is_old() -> None:
    """Remove words of mails and notices whose time is over (decision 0011)."""
    keeping.forget()


def look_at_outbox() -> None:
    """Leave a task where mail has become due: after a pause, or since a worker was killed."""
    if outbox.due().exists():
        leave_once(send_due_mail)
