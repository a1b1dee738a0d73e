"""A partnership between local governments or their associations, and what it does.

Fields that the world reads in one form are named by IATI 2.03, in whose codes they are kept.
"""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries.fields import CountryField

from pages.models import Theme
from people.models import Organisation

from .plan import CountryPlan

LONGEST_TITLE, LONGEST_WORDS, LONGEST_IDENTIFIER = 500, 10_000, 120
CONFIRMED_FOR = datetime.timedelta(days=365)
# After two misses it is called unconfirmed, and no figure counts it.
COUNTED_FOR = 2 * CONFIRMED_FOR


class Status(models.TextChoices):
    """Code list ActivityStatus."""

    PIPELINE = "1", pgettext_lazy("partnership", "In preparation")
    IMPLEMENTATION = "2", pgettext_lazy("partnership", "Under way")
    FINALISATION = "3", pgettext_lazy("partnership", "Being finished")
    CLOSED = "4", pgettext_lazy("partnership", "Closed")
    CANCELLED = "5", pgettext_lazy("partnership", "Cancelled")
    SUSPENDED = "6", pgettext_lazy("partnership", "Suspended")


GOES_ON = (Status.PIPELINE.value, Status.IMPLEMENTATION.value, Status.FINALISATION.value)


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def counted(self, day: datetime.date) -> "PartnershipQuerySet":
        """Those that go on and were not missed twice; twin of `Partnership.is_unconfirmed`."""
        since = day - COUNTED_FOR
        # Not by `made_at__date`, which SQLite asks Python for in every row.
        that_day = timezone.make_aware(datetime.datetime.combine(since, datetime.time.min))
        heard_of = Q(confirmed_on__gte=since) | Q(confirmed_on=None, made_at__gte=that_day)
        return self.filter(heard_of, status__in=GOES_ON)


class Partnership(models.Model):
    """Its own words are `title` and `summary` in `language`; others stand in PartnershipWording.

    `reporting` is who answers for its figures (IATI reporting-org). `starts_on` and `ends_on` are
    planned, `begun_on` and `ended_on` what came. `is_published` opens its public summary.
    `confirmed_on` is the day since when two partners have said, within a year, that it is alive.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    identifier = models.CharField(
        _("IATI identifier"), max_length=LONGEST_IDENTIFIER, unique=True, null=True, blank=True
    )
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    summary = models.TextField(_("summary"), max_length=LONGEST_WORDS, blank=True)
    # Imported ones may be in a language that this site does not speak.
    language = models.CharField(_("language"), max_length=5)
    reporting = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partnerships_reported",
        verbose_name=_("reported by"),
    )
    plan = models.ForeignKey(
        CountryPlan,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partnerships",
        verbose_name=_("country plan"),
    )
    themes = models.ManyToManyField(
        Theme, related_name="partnerships", blank=True, verbose_name=_("themes")
    )
    status = models.CharField(_("state"), max_length=1, choices=Status, default=Status.PIPELINE)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    begun_on = models.DateField(_("begun"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    confirmed_on = models.DateField(_("confirmed by two sides"), null=True, blank=True)
    is_published = models.BooleanField(_("public summary"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="partnership_has_a_title"),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="partnership_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(identifier__isnull=True) | ~Q(identifier=""),
                name="partnership_identifier_is_some",
            ),
        ]
        indexes = [
            models.Index(fields=["-changed_at", "id"], name="partnership_newest"),
            # Whole: what is counted of all of them is counted without their words.
            models.Index(
                fields=["is_published", "status", "confirmed_on", "made_at", "id"],
                name="partnership_counted",
            ),
            models.Index(fields=["plan", "is_published", "id"], name="partnership_of_a_plan"),
        ]

    def __str__(self) -> str:
        return self.title

    def is_unconfirmed(self, day: datetime.date) -> bool:
        """Whether it goes on, and its sides have missed saying so for two years by `day`."""
        heard_on = self.confirmed_on or self.made_at.date()
        return self.status in GOES_ON and heard_on < day - COUNTED_FOR

    @property
    def scope(self) -> str:
        """What it is called among things that change and are found."""
        return f"partnership:{self.pk}"

    @property
    def first_day(self) -> datetime.date | None:
        return self.begun_on or self.starts_on

    @property
    def last_day(self) -> datetime.date | None:
        return self.ended_on or self.ends_on


class PartnershipWording(models.Model):
    """Title and summary in one more language."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(_("language"), max_length=5)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE, blank=True)
    summary = models.TextField(_("summary"), max_length=LONGEST_WORDS, blank=True)

    class Meta:
        ordering = ["language"]
        verbose_name = _("words of a partnership")
        verbose_name_plural = _("words of partnerships")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "language"], name="partnership_worded_once_in_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Partner(models.Model):
    """Who takes part, and as what (code list OrganisationRole)."""

    class Role(models.TextChoices):
        FUNDING = "1", pgettext_lazy("partner", "funds it")
        ACCOUNTABLE = "2", pgettext_lazy("partner", "answers for it")
        EXTENDING = "3", pgettext_lazy("partner", "passes funds on")
        IMPLEMENTING = "4", pgettext_lazy("partner", "carries it out")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="partnerships"
    )
    role = models.CharField(_("role"), max_length=1, choices=Role, default=Role.IMPLEMENTING)

    class Meta:
        ordering = ["role", "organisation__name", "pk"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "organisation", "role"], name="partner_once_in_a_role"
            ),
            models.CheckConstraint(
                condition=Q(role__in=("1", "2", "3", "4")), name="partner_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class PartnershipCountry(models.Model):
    """Where it works, and how much of it in per cent, where that is said."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="countries")
    country: Any = CountryField(_("country"))
    percentage = models.DecimalField(
        _("per cent"), max_digits=6, decimal_places=3, null=True, blank=True
    )

    class Meta:
        ordering = ["country"]
        verbose_name = _("country of a partnership")
        verbose_name_plural = _("countries of partnerships")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "country"], name="partnership_names_a_country_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.country)


class Sector(models.Model):
    """A purpose by the five digits of the DAC (code list Sector)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="sectors")
    code = models.CharField(_("sector"), max_length=5)
    percentage = models.DecimalField(
        _("per cent"), max_digits=6, decimal_places=3, null=True, blank=True
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("sector of a partnership")
        verbose_name_plural = _("sectors of partnerships")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "code"], name="partnership_names_a_sector_once"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Goal(models.Model):
    """A goal (`5`) or a target (`5.1`) of sustainable development it works for."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="goals")
    code = models.CharField(_("goal"), max_length=5)

    class Meta:
        ordering = ["code"]
        verbose_name = _("goal of a partnership")
        verbose_name_plural = _("goals of partnerships")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "code"], name="partnership_names_a_goal_once"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Confirmation(models.Model):
    """Somebody of a partner said on a day that the partnership is alive."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="confirmations"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    on = models.DateField(_("confirmed"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-on", "pk"]
        verbose_name = _("confirmation of a partnership")
        verbose_name_plural = _("confirmations of partnerships")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "organisation", "on"],
                name="partnership_confirmed_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.on}"
