"""How long applications to calls are kept (safeguards, 3; case D04).

What was declined or withdrawn goes 28 days after the decision, a year after it with the consent of
who applied; a draft that was never sent in 28 days after its call closed. What was accepted stays
with its partnership.
"""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from partnerships.models import Application
from partnerships.states import ApplicationState, CallState

DECLINED_FOR = datetime.timedelta(days=28)
DECLINED_WITH_CONSENT_FOR = datetime.timedelta(days=365)
_NOT_TAKEN = (ApplicationState.DECLINED, ApplicationState.WITHDRAWN)


@transaction.atomic
def forget_old() -> None:
    """Remove what is past its time, with its opinion and reviews."""
    now = timezone.now()
    before, long_before = now - DECLINED_FOR, now - DECLINED_WITH_CONSENT_FOR
    late = Q(state__in=_NOT_TAKEN, may_be_kept=False, decided_at__lt=before)
    late |= Q(state__in=_NOT_TAKEN, may_be_kept=True, decided_at__lt=long_before)
    late |= Q(
        state=ApplicationState.DRAFT, call__state=CallState.CLOSED, call__closes_at__lt=before
    )
    Application.objects.filter(late).delete()
