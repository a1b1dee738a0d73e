"""How long risks are kept: what few may read, two years after it was closed (safeguards, 3)."""

import datetime

from django.db import transaction
from django.utils import timezone

from partnerships.models import Risk

KEPT_FOR = datetime.timedelta(days=730)


@transaction.atomic
def forget_old_risks() -> None:
    """Remove RISK-2 that was closed two years ago, with its list of readers."""
    before = timezone.now() - KEPT_FOR
    Risk.objects.filter(is_confidential=True, closed_at__lt=before).delete()
