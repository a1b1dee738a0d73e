"""That an account is to be deleted, and from when on."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def open(self) -> "ErasureQuerySet":
        """Neither taken back nor done."""
        return self.filter(taken_back_at=None, done_at=None)

    def waiting(self) -> "ErasureQuerySet":
        """Open ones that can still be taken back."""
        return self.open().filter(begun_at=None)

    def due(self) -> "ErasureQuerySet":
        """Open ones whose day has come, those that a worker left half-way included."""
        return self.open().filter(due_at__lte=timezone.now())


class Erasure(models.Model):
    """Asked for by the person, or begun because the account is not used.

    It can be taken back until `begun_at`; what has begun is carried on until it is done.
    """

    class Cause(models.TextChoices):
        ASKED = "asked", _("asked for by the person")
        UNUSED = "unused", _("account not used")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="erasures"
    )
    cause = models.CharField(max_length=10, choices=Cause)
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    due_at = models.DateTimeField(_("due"))
    taken_back_at = models.DateTimeField(_("taken back"), null=True)
    begun_at = models.DateTimeField(_("begun"), null=True)
    done_at = models.DateTimeField(_("done"), null=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("deletion of an account")
        verbose_name_plural = _("deletions of accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(taken_back_at__isnull=True, done_at__isnull=True),
                name="erasure_open_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | Q(begun_at__isnull=True),
                name="erasure_begun_is_not_taken_back",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(begun_at__isnull=False),
                name="erasure_done_was_begun",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("asked_at")), name="erasure_is_due_later"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(taken_back_at__isnull=True, done_at__isnull=True),
                name="erasure_open_by_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.due_at:%Y-%m-%d}"

    @property
    def was_answered(self) -> bool:
        """Whether somebody has signed in since the owner of an unused account was asked."""
        last = self.person.last_login
        return self.cause == self.Cause.UNUSED and last is not None and last > self.asked_at
