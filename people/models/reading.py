"""How often a page was read from an organisation, and never by whom."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .organisation import Organisation


class ReadingCount(models.Model):
    """Readings of one page from one organisation in one month.

    A reading is one person on one day (UTC), however often they came back. `month` is its first
    day. Whatever shows a number asks `people.readings.shown` first.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="reading_counts"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="reading_counts"
    )
    month = models.DateField(_("month"))
    readings = models.PositiveIntegerField(_("readings"))

    class Meta:
        verbose_name = _("readings in a month")
        verbose_name_plural = _("readings by month")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "organisation", "month"], name="readings_once_a_month"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="readings_are_of_a_whole_month"),
        ]
        indexes = [models.Index(fields=["organisation", "month"], name="readings_by_month")]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.organisation_id}, {self.month:%Y-%m}: {self.readings}"


class CountedDay(models.Model):
    """A day whose readings are counted, written in the transaction that counted them.

    A worker that is killed before it has removed the day's file leaves the file to be counted
    again; this row is why nothing is counted twice.
    """

    day = models.DateField(_("day"), unique=True)

    class Meta:
        verbose_name = _("day whose readings are counted")
        verbose_name_plural = _("days whose readings are counted")

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
