"""One copy of everything about a person, which that person fetches once."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.private_files import PrivateStorage

# From when it is made; with the chore that comes round each half-hour it is gone within a day.
LASTS = datetime.timedelta(hours=23)


class DataExport(models.Model):
    """Asked for, made by the worker, fetched or past its time (safeguards D01)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_exports"
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    made_at = models.DateTimeField(_("made"), null=True)
    fetched_at = models.DateTimeField(_("fetched"), null=True)
    file = models.FileField(storage=PrivateStorage("exports"), blank=True)

    class Meta:
        verbose_name = _("copy of a person's data")
        verbose_name_plural = _("copies of persons' data")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fetched_at__isnull=True) | Q(fetched_at__gte=F("made_at")),
                name="data_export_is_made_before_it_is_fetched",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def lasts_until(self) -> datetime.datetime | None:
        """Until when it can be fetched; None before it is made."""
        return self.made_at + LASTS if self.made_at else None

    @property
    def is_ready(self) -> bool:
        """Whether it can be fetched now."""
        until = self.lasts_until
        return until is not None and self.fetched_at is None and timezone.now() < until

    @property
    def is_being_made(self) -> bool:
        return self.made_at is None
