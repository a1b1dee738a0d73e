"""A post that ends, and what hung on it to be handed over."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .appointment import Appointment


class DepartureQuerySet(models.QuerySet["Departure"]):
    def open(self) -> "DepartureQuerySet":
        """Those where something is still to be handed over."""
        return self.filter(done_at__isnull=True)


class Departure(models.Model):
    """Stays open until each thing has a successor or has gone back to the organisation.

    What there is to hand over is asked of the rooms each time (`pages.registries.hand_overs`), not
    kept here. `begun_by` is None where a dated post ran out by itself.
    """

    appointment = models.OneToOneField(
        Appointment, on_delete=models.CASCADE, related_name="departure"
    )
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects = DepartureQuerySet.as_manager()

    class Meta:
        verbose_name = _("departure")
        verbose_name_plural = _("departures")
        indexes = [
            models.Index(
                fields=["appointment"], condition=Q(done_at__isnull=True), name="departure_open"
            )
        ]

    def __str__(self) -> str:
        return str(self.appointment)
