"""How long this room keeps what a pair wrote: two years after its end (safeguards, 3)."""

import datetime

from django.db import transaction
from django.utils import timezone

from mentoring.models import Pair, Request

KEPT_FOR = datetime.timedelta(days=730)


@transaction.atomic
def forget_old() -> None:
    """Remove pairs that ended two years ago with all that hangs on them, and requests as old."""
    before = timezone.now() - KEPT_FOR
    Pair.objects.filter(ended_at__lt=before).delete()
    Request.objects.filter(settled_at__lt=before, pair=None).delete()
