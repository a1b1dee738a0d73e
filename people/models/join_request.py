"""Asking to come in."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .appointment import Appointment
from .invitation import Invitation
from .organisation import Organisation

# A link that shows that somebody reads the address they gave.
PROOF_LASTS = datetime.timedelta(days=2)


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def waiting(self) -> "JoinRequestQuerySet":
        """From addresses that are shown to be right, and nobody has decided yet."""
        return self.filter(proven_at__isnull=False, decided_at__isnull=True)


class JoinRequest(models.Model):
    """Somebody says that they hold a post in an organisation and would like to come in.

    It reaches who decides once the address is shown to be right. Confirmed, it becomes an
    invitation; refused, it says why.
    """

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")

    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=150)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="join_requests"
    )
    post = models.CharField(_("post"), max_length=150)
    level = models.CharField(_("level"), max_length=20, choices=Appointment.Level)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    proven_at = models.DateTimeField(_("address shown to be right"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    invitation = models.OneToOneField(
        Invitation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="join_request",
    )

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        constraints = [
            models.UniqueConstraint(
                fields=["email", "organisation"],
                condition=Q(proven_at__isnull=False, decided_at__isnull=True),
                name="asks_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, outcome="")
                | Q(decided_at__isnull=False, proven_at__isnull=False)
                & Q(outcome__in=["confirmed", "refused"]),
                name="join_request_is_decided_once_proven",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(reason=""),
                name="join_request_is_refused_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"

    @property
    def has_run_out(self) -> bool:
        """Whether the link that shows the address to be right is too old."""
        return timezone.now() >= self.asked_at + PROOF_LASTS
