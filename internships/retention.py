"""How long this room keeps applications and placements (safeguards, 3; case D04).

Letter and CV of who was not taken go 28 days after the decision or, where it came earlier, after
the offer closed; drafts with it. Of who was accepted they go with the placement, two years after
its end.
"""

import datetime
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from internships.models import Application, Placement
from internships.states import ApplicationState

REJECTED_FOR = datetime.timedelta(days=28)
ACCEPTED_FOR = datetime.timedelta(days=730)
_NOT_TAKEN = (ApplicationState.DECLINED, ApplicationState.WITHDRAWN)
_NEVER_SENT = (ApplicationState.DRAFT, ApplicationState.WAITING)


@transaction.atomic
def forget_old() -> None:
    """Remove what is past its time; files go with their rows."""
    now = timezone.now()
    Placement.objects.filter(ended_at__lt=now - ACCEPTED_FOR).delete()
    before = now - REJECTED_FOR
    late = Q(state__in=_NOT_TAKEN, decided_at__lt=before, offer__closes_at__lt=before)
    late |= Q(state__in=_NEVER_SENT, offer__closes_at__lt=before)
    orphaned = Q(state=ApplicationState.ACCEPTED, placement=None, decided_at__lt=before)
    remove(Application.objects.filter(late | orphaned))


def remove(applications: Iterable[Application]) -> None:
    """Rows and the files that belong to them, these once the rows are gone for good."""
    for application in applications:
        stored = application.cv
        application.delete()
        if stored:
            transaction.on_commit(partial(stored.storage.delete, str(stored.name)))
