"""Mails that were given up, with a reason: to be tried again or let go by somebody who looks.

Who may is for the room above to ask, which knows roles.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from notices.models import Mail
from notices.tasks import send_due_mail
from pages.tasks import leave_once


def parked_mails() -> QuerySet[Mail]:
    """Those that were given up and whose reason is still kept, the last written first."""
    parked = Mail.objects.filter(state=Mail.State.PARKED).exclude(reason="")
    return parked.select_related("person").order_by("-pk")


@transaction.atomic
def try_again(mails: QuerySet[Mail]) -> int:
    """Have parked ones of `mails` sent like new ones, and give back how many; again does nothing.

    Each is written anew, or not sent, by what its reader may know when it leaves.
    """
    parked = mails.filter(state=Mail.State.PARKED).order_by()
    number = parked.update(
        state=Mail.State.QUEUED, settled_at=None, attempts=0, due_at=timezone.now(), reason=""
    )
    if number:
        leave_once(send_due_mail)
    return number


@transaction.atomic
def let_go(mails: QuerySet[Mail]) -> int:
    """Never send parked ones of `mails`, and give back how many; again does nothing."""
    parked = mails.filter(state=Mail.State.PARKED).order_by()
    return parked.update(state=Mail.State.DROPPED, settled_at=timezone.now())
