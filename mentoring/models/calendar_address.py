"""The private address of a person's coaching calendar."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarAddress(models.Model):
    """The one calendar address of a person; taking it back deletes the row (L40).

    `token_hash` is the SHA-256 of the token in hexadecimal: who reads the database cannot read the
    calendar.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="mentoring_calendar_address",
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"), auto_now=True)

    class Meta:
        verbose_name = _("address of a coaching calendar")
        verbose_name_plural = _("addresses of coaching calendars")

    def __str__(self) -> str:
        return str(self.pk)
