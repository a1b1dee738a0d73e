"""Local governments, their associations, and the bodies around them."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from pages.lines import one_line

# Upper bounds of a local government's population, and what the band is called in addresses.
SIZE_BANDS = ((5_000, "village"), (20_000, "small"), (100_000, "medium"), (500_000, "large"))
LARGEST_BAND = "metropolis"
CONFIRMED_FOR = datetime.timedelta(days=365)
LONGEST_ABOUT = 2_000


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def associations(self) -> "OrganisationQuerySet":
        return self.filter(kind=Organisation.Kind.ASSOCIATION)

    def of_size(self, band: str) -> "OrganisationQuerySet":
        """Local governments of one size band; twin of `Organisation.size_band`."""
        bounds = [(0, ""), *SIZE_BANDS, (None, LARGEST_BAND)]
        place = [name for _bound, name in bounds].index(band)
        found = self.filter(
            kind=Organisation.Kind.LOCAL_GOVERNMENT, population__gte=bounds[place - 1][0]
        )
        upper = bounds[place][0]
        return found if upper is None else found.filter(population__lt=upper)


class Organisation(models.Model):
    """An organisation of this field. Population counts inhabitants, of local governments only."""

    class Kind(models.TextChoices):
        LOCAL_GOVERNMENT = "local-government", _("local government")
        ASSOCIATION = "association", _("association of local governments")
        NATIONAL_BODY = "national-body", _("national body")
        TRAINING_INSTITUTE = "training-institute", _("training institute")
        PROGRAMME = "programme", _("programme")
        CIVIL_SOCIETY = "civil-society", _("civil society")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    country = CountryField(_("country"), blank=True)
    region = models.CharField(_("region"), max_length=120, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    area_km2 = models.DecimalField(
        _("area in km²"), max_digits=9, decimal_places=1, null=True, blank=True
    )
    about = models.TextField(_("about"), max_length=LONGEST_ABOUT, blank=True)
    website = models.URLField(_("website"), blank=True)
    external_id = models.CharField(
        _("name in imports"), max_length=120, unique=True, null=True, blank=True, editable=False
    )
    confirmed_on = models.DateField(_("last confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("confirmed by"),
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=Q(area_km2__isnull=True) | Q(area_km2__gt=0),
                name="organisation_area_is_some",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "local-government",
                        "association",
                        "national-body",
                        "training-institute",
                        "programme",
                        "civil-society",
                        "other",
                    ]
                ),
                name="organisation_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """What it is called among things that change and are found."""
        return f"organisation:{self.pk}"

    def clean(self) -> None:
        super().clean()
        self.name = one_line(self.name, 200)

    def is_stale(self, day: datetime.date) -> bool:
        """Whether nobody has confirmed it within a year of `day`."""
        return self.confirmed_on is None or self.confirmed_on < day - CONFIRMED_FOR

    @property
    def size_band(self) -> str:
        """`village`, `small`, `medium`, `large`, `metropolis`; empty where nothing is known."""
        if self.population is None or self.kind != self.Kind.LOCAL_GOVERNMENT:
            return ""
        for bound, band in SIZE_BANDS:
            if self.population < bound:
                return band
        return LARGEST_BAND


class DatedQuerySet(models.QuerySet):
    """Rows that hold from a day (included) until a day (included) or for ever."""

    def holding_on(self, day: datetime.date | None = None) -> "DatedQuerySet":
        """Those that hold on `day`, today (UTC) where none is given."""
        day = day or timezone.now().date()
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)


class AssociationMembership(models.Model):
    """A member of an association, from a day until a day."""

    association = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships_given"
    )
    member = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships_held"
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership of an association")
        verbose_name_plural = _("memberships of associations")
        constraints = [
            models.CheckConstraint(
                condition=~Q(association=F("member")), name="association_no_member_of_itself"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["association", "member"],
                condition=Q(until_on__isnull=True),
                name="membership_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.association}"
