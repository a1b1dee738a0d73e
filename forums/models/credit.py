"""Whether the words of somebody may become part of an article, and under their name."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.states import CreditState

from .topic import Topic


class CreditRequest(models.Model):
    """An author of a question or of its answer is asked, before an article is made of them."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="credit_requests")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="credit_requests"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    state = models.CharField(
        _("answer"), max_length=10, choices=CreditState, default=CreditState.ASKED
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("question about credit")
        verbose_name_plural = _("questions about credit")
        constraints = [
            models.UniqueConstraint(fields=["topic", "person"], name="credit_asked_once"),
            models.CheckConstraint(
                condition=Q(state__in=CreditState.values), name="credit_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=CreditState.ASKED, answered_at__isnull=True)
                | (~Q(state=CreditState.ASKED) & Q(answered_at__isnull=False)),
                name="credit_answered_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}, {self.person_id}: {self.state}"
