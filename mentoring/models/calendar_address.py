"""The private address of a person's coaching calendar."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import PrivateToken


class CalendarAddress(PrivateToken):
    """The one calendar address of a person (L40)."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="mentoring_calendar_address",
    )

    class Meta:
        verbose_name = _("address of a coaching calendar")
        verbose_name_plural = _("addresses of coaching calendars")

    def __str__(self) -> str:
        return str(self.pk)
