"""What each of a pair says of the other at the end."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .pair import Pair

BEST = 5


class Feedback(models.Model):
    """One side's feedback; the other reads it once both have filed theirs.

    `score` says how useful it was, from 1 to BEST; `would_again` whether one would do it again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="feedback")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentoring_feedback"
    )
    score = models.PositiveSmallIntegerField(_("how useful it was"))
    would_again = models.BooleanField(_("I would do it again"))
    words = models.TextField(_("in words"), max_length=2_000, blank=True)
    filed_at = models.DateTimeField(_("filed"), default=timezone.now)

    class Meta:
        verbose_name = _("feedback about a pair")
        verbose_name_plural = _("feedback about pairs")
        constraints = [
            models.UniqueConstraint(fields=["pair", "by"], name="feedback_once_of_each"),
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=BEST), name="feedback_score_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
