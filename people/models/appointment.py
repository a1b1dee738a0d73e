"""A post that a person holds in an organisation, for a time."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .organisation import DatedQuerySet, Organisation


class Appointment(models.Model):
    """Person, organisation, post and level, from a day until a day.

    Staff turnover is a fact of this field: rights that hang on a post end with it.
    """

    class Level(models.TextChoices):
        ELECTED = "elected", _("elected")
        EXECUTIVE = "executive", _("executive")
        SPECIALIST = "specialist", _("specialist")
        FRONT_OFFICE = "front-office", _("front office")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="appointments"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="appointments"
    )
    post = models.CharField(_("post"), max_length=150)
    level = models.CharField(_("level"), max_length=20, choices=Level)
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="supervised_appointments",
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="appointment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(supervisor__isnull=True) | ~Q(supervisor=F("person")),
                name="nobody_supervises_themselves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"
