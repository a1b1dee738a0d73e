"""What somebody carries home from a training, and can be shown to be true."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training.states import CertificateState

from .course import LONGEST_LABEL, LONGEST_NAME
from .event import LONGEST_TITLE
from .participation import Participation

LONGEST_WHY = 300


def new_token() -> str:
    """What stands in the address behind the QR code: 96 random bits, so that none is guessed."""
    return secrets.token_urlsafe(12)


class Certificate(models.Model):
    """What was printed stays as it was printed: name, course, edition and title of that day.

    `exception` says why somebody certified who is not a lead trained on this edition.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participation = models.OneToOneField(
        Participation, on_delete=models.CASCADE, related_name="certificate"
    )
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=CertificateState, default=CertificateState.VALID
    )
    name = models.CharField(_("name"), max_length=200)
    course = models.CharField(_("course"), max_length=LONGEST_NAME)
    edition = models.CharField(_("edition"), max_length=LONGEST_LABEL)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    held_on = models.DateField(_("held"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)
    exception = models.CharField(_("reason of an exception"), max_length=LONGEST_WHY, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    why = models.CharField(_("why"), max_length=LONGEST_WHY, blank=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="valid", revoked_at__isnull=True)
                | Q(state="revoked", revoked_at__isnull=False) & ~Q(why=""),
                name="certificate_revoked_says_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_valid(self) -> bool:
        return self.state == CertificateState.VALID
