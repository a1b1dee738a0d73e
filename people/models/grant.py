"""Who holds which role, for what, since when, and who gave it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .appointment import Appointment
from .organisation import Organisation

# The key of the one role that a model of this room asks for; people/roles.py says what it brings.
EDITS_FOR_ASSOCIATION = "association-editor"


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def holding(self, day: datetime.date | None = None) -> "RoleGrantQuerySet":
        """Grants that count on `day`, today (UTC) where none is given.

        Confirmed, not ended, and the post they hang on is still held.
        """
        day = day or timezone.now().date()
        has_begun = Q(appointment__isnull=True) | Q(appointment__from_on__lte=day)
        return self.open(day).filter(has_begun, confirmed_at__isnull=False)

    def open(self, day: datetime.date | None = None) -> "RoleGrantQuerySet":
        """Grants that count, wait for a second person, or wait for their post to begin."""
        day = day or timezone.now().date()
        # A grant without a post has no last day either.
        goes_on = Q(appointment__until_on__isnull=True) | Q(appointment__until_on__gte=day)
        return self.filter(goes_on, ended_at__isnull=True)

    def waiting(self) -> "RoleGrantQuerySet":
        """Grants that a second person has yet to confirm."""
        return self.open().filter(confirmed_at__isnull=True)

    def run_out(self) -> "RoleGrantQuerySet":
        """Grants that nobody has ended and whose post is over."""
        today = timezone.now().date()
        return self.filter(ended_at__isnull=True, appointment__until_on__lt=today)


class RoleGrant(models.Model):
    """One role of one person for one thing (safeguards R2, R12).

    `organisation` is what a role of scope "organisation" or "association" is for; `thing` is the
    opaque key of what a role of a room above is for. A grant that hangs on an `appointment` ends
    with it. It counts once a second person has confirmed it; `confirmed_by` is `given_by` where
    there was no second one.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="role_grants"
    )
    role = models.CharField(_("role"), max_length=40)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="role_grants",
    )
    thing = models.CharField(max_length=80, blank=True)
    appointment = models.ForeignKey(
        Appointment, on_delete=models.CASCADE, null=True, blank=True, related_name="role_grants"
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    handed_over_at = models.DateTimeField(_("handed over"), null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role of a person")
        verbose_name_plural = _("roles of persons")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "organisation", "thing"],
                condition=Q(ended_at__isnull=True),
                name="role_open_once_in_an_organisation",
            ),
            # No two rows without an organisation are the same to a database.
            models.UniqueConstraint(
                fields=["person", "role", "thing"],
                condition=Q(ended_at__isnull=True, organisation__isnull=True),
                name="role_open_once_without_one",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_at__gte=F("given_at")),
                name="role_is_confirmed_after_it_is_given",
            ),
            models.CheckConstraint(condition=~Q(role=""), name="role_grant_names_a_role"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"
