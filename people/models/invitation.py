"""Being asked to come in: one address, one organisation, ten days."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .appointment import Appointment
from .mail_domain import MailDomain
from .organisation import Organisation

LASTS = datetime.timedelta(days=10)
ROLES = ("", "organisation-contact", "association-editor")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor taken back; the ten days may be over."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def in_time(self) -> "InvitationQuerySet":
        """Sent within the last ten days."""
        return self.filter(sent_at__gt=timezone.now() - LASTS)


class Invitation(models.Model):
    """What one link opens: an appointment, and at most one role, for who reads mail at `email`.

    Only the hash of the link's token is kept. `role` is empty for a member. `person` is a record
    without account that the invited person takes over. An invitation holds on the right of
    `invited_by` at the moment it is accepted; without anybody, on a mail domain of the
    organisation.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=150, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations"
    )
    post = models.CharField(_("post"), max_length=150)
    level = models.CharField(_("level"), max_length=20, choices=Appointment.Level)
    role = models.CharField(_("role"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations_to_claim",
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations_sent",
    )
    mail_domain = models.ForeignKey(
        MailDomain, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations_accepted",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["email", "organisation"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invited_once_for_an_organisation",
            ),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="invitation_role_is_known"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_is_accepted_or_taken_back",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__gte=F("invited_at")), name="invitation_is_sent_when_made"
            ),
            models.CheckConstraint(condition=~Q(post=""), name="invitation_names_a_post"),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.organisation}"

    @property
    def runs_out_at(self) -> datetime.datetime:
        """The link opens nothing from this moment on."""
        return self.sent_at + LASTS

    @property
    def has_run_out(self) -> bool:
        return timezone.now() >= self.runs_out_at
