"""The plan for a country or an area: what it is about, ranked with reasons, and who signed it."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries.fields import CountryField

from pages.languages import OWN_NAMES
from pages.models import Theme
from partnerships.states import PlanState
from people.models import Organisation

LONGEST_TITLE, LONGEST_WORDS, LONGEST_REASON, LONGEST_NAME = 150, 3_000, 600, 150
MOST_ROWS = 40


class CountryPlan(models.Model):
    """A plan, drafted with associations. `number` is the version last offered for signing.

    What is public is the last version that all its associations signed (`agreed`), never the words
    that are being drafted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    countries: Any = CountryField(_("countries"), multiple=True)
    language = models.CharField(_("language"), max_length=5, choices=list(OWN_NAMES.items()))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    words = models.TextField(_("what it is about"), max_length=LONGEST_WORDS, blank=True)
    left_out = models.TextField(_("what is out"), max_length=LONGEST_WORDS, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=PlanState, default=PlanState.DRAFT)
    number = models.PositiveSmallIntegerField(_("version"), default=0, editable=False)
    agreed = models.ForeignKey(
        "PlanVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("country plan")
        verbose_name_plural = _("country plans")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="country_plan_has_a_title"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="country_plan_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PlanState.values), name="country_plan_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("agreed", "closed")) | Q(agreed__isnull=False),
                name="country_plan_agreed_on_a_version",
            ),
        ]
        indexes = [models.Index(fields=["state", "ends_on"], name="country_plan_state")]

    def __str__(self) -> str:
        return self.shown_title

    @property
    def scope(self) -> str:
        """What it is called among things that change and are found."""
        return f"plan:{self.pk}"

    @property
    def shown_title(self) -> str:
        """What it was called when it was agreed, which everybody reads; until then its draft's."""
        return str(self.agreed.content["title"]) if self.agreed else self.title

    @property
    def country_codes(self) -> list[str]:
        return [str(one.code) for one in self.countries]


class PlanAssociation(models.Model):
    """An association the plan is drafted with, and that signs its versions."""

    plan = models.ForeignKey(CountryPlan, on_delete=models.CASCADE, related_name="associations")
    association = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="country_plans"
    )

    class Meta:
        verbose_name = _("association of a plan")
        verbose_name_plural = _("associations of plans")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "association"], name="plan_names_an_association_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.association)


class PlanTheme(models.Model):
    """A theme of the plan, its rank (1 is first) and why."""

    plan = models.ForeignKey(CountryPlan, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(_("rank"))
    reason = models.TextField(_("why"), max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ["rank"]
        verbose_name = _("theme of a plan")
        verbose_name_plural = _("themes of plans")
        constraints = [
            models.UniqueConstraint(fields=["plan", "theme"], name="plan_names_a_theme_once"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="plan_rank_begins_with_one"),
        ]

    def __str__(self) -> str:
        return str(self.theme)


class Actor(models.Model):
    """Who matters in the country for what the plan is about."""

    class Kind(models.TextChoices):
        PARTNER = "partner", pgettext_lazy("actor", "partner")
        NATIONAL = "national", pgettext_lazy("actor", "national body")
        DONOR = "donor", pgettext_lazy("actor", "donor")
        CIVIL_SOCIETY = "civil-society", pgettext_lazy("actor", "civil society")

    plan = models.ForeignKey(CountryPlan, on_delete=models.CASCADE, related_name="actors")
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    kind = models.CharField(_("kind"), max_length=13, choices=Kind)
    interest = models.CharField(_("what it wants"), max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ["kind", "name", "pk"]
        verbose_name = _("actor of a plan")
        verbose_name_plural = _("actors of plans")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="actor_has_a_name")]

    def __str__(self) -> str:
        return self.name


class Policy(models.Model):
    """A policy that the plan goes with, national or a donor's."""

    plan = models.ForeignKey(CountryPlan, on_delete=models.CASCADE, related_name="policies")
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    whose = models.CharField(_("whose"), max_length=LONGEST_NAME, blank=True)
    words = models.CharField(_("what it says to this plan"), max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("policy of a plan")
        verbose_name_plural = _("policies of plans")
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="policy_has_a_title")]

    def __str__(self) -> str:
        return self.title


class Window(models.Model):
    """A window of opportunity: what is possible from a day until a day, and not always."""

    plan = models.ForeignKey(CountryPlan, on_delete=models.CASCADE, related_name="windows")
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("closes"))
    words = models.CharField(_("what it makes possible"), max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ["opens_on", "pk"]
        verbose_name = _("window of opportunity")
        verbose_name_plural = _("windows of opportunity")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="window_has_a_title"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="window_closes_later"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlanVersion(models.Model):
    """The plan as it was offered for signing: `content` is what planning/content.py makes of it."""

    plan = models.ForeignKey(CountryPlan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of a plan")
        verbose_name_plural = _("versions of plans")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"


class Signature(models.Model):
    """An association signed a version, by somebody who edits for it."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="signatures")
    association = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed"), default=timezone.now)

    class Meta:
        ordering = ["signed_at", "pk"]
        verbose_name = _("signature under a plan")
        verbose_name_plural = _("signatures under plans")
        constraints = [
            models.UniqueConstraint(fields=["version", "association"], name="plan_signed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.association}, {self.version}"
