"""What three parties agree, and what came of it."""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from internships.states import PlacementState, ProblemState
from pages.languages import OWN_NAMES
from people.models import Organisation

from .application import Application

LONGEST_PART, LONGEST_LINE = 1_500, 300


class Placement(models.Model):
    """An accepted application becomes one. Nothing starts before three confirmations."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="placement"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="placements"
    )
    sender = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="placements_sent"
    )
    host = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="placements_hosted"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=PlacementState, default=PlacementState.AGREEING
    )
    objectives = models.TextField(_("objectives"), max_length=LONGEST_PART, blank=True)
    activities = models.TextField(_("activities"), max_length=LONGEST_PART, blank=True)
    effect_on_sender = models.TextField(
        _("expected effect on the sending organisation"), max_length=LONGEST_PART, blank=True
    )
    effect_on_host = models.TextField(
        _("expected effect on the host"), max_length=LONGEST_PART, blank=True
    )
    language = models.CharField(_("language"), max_length=5, choices=list(OWN_NAMES.items()))
    second_language = models.CharField(
        _("second language of the agreement"),
        max_length=5,
        choices=list(OWN_NAMES.items()),
        blank=True,
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    person_confirmed_at = models.DateTimeField(null=True, blank=True)
    sender_confirmed_at = models.DateTimeField(null=True, blank=True)
    host_confirmed_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(_("begun"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    asked_again_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PlacementState.values), name="placement_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="placement_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(begun_at__isnull=True)
                | Q(
                    person_confirmed_at__isnull=False,
                    sender_confirmed_at__isnull=False,
                    host_confirmed_at__isnull=False,
                ),
                name="placement_begins_with_three",
            ),
            models.CheckConstraint(
                condition=~Q(state="under-way") | Q(begun_at__isnull=False),
                name="placement_under_way_since_when",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False)
                | ~Q(state="ended") & Q(ended_at__isnull=True),
                name="placement_that_ended_says_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def benefit_key(self) -> str:
        """The name of this benefit among all that open a duty."""
        return f"placement:{self.pk}"

    @property
    def is_written(self) -> bool:
        return bool(self.objectives and self.activities)

    def confirmed_at(self, party: str) -> datetime.datetime | None:
        found: Any = getattr(self, f"{party}_confirmed_at")
        return found if found is None or isinstance(found, datetime.datetime) else None


class AgreementVersion(models.Model):
    """What an agreement said before it was changed: its fields by their names, for the three."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    objectives = models.TextField(_("objectives"), max_length=LONGEST_PART)
    activities = models.TextField(_("activities"), max_length=LONGEST_PART)
    effect_on_sender = models.TextField(max_length=LONGEST_PART, blank=True)
    effect_on_host = models.TextField(max_length=LONGEST_PART, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=list(OWN_NAMES.items()))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    written_at = models.DateTimeField(_("written"))
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        verbose_name = _("earlier version of an agreement")
        verbose_name_plural = _("earlier versions of agreements")
        constraints = [
            models.UniqueConstraint(fields=["placement", "number"], name="agreement_version_once")
        ]

    def __str__(self) -> str:
        return str(self.number)


class LogEntry(models.Model):
    """Five lines about a week, written by the person; read by all three."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="log")
    week = models.PositiveSmallIntegerField(_("week"))
    did = models.CharField(_("what I did"), max_length=LONGEST_LINE)
    learnt = models.CharField(_("what I learnt"), max_length=LONGEST_LINE, blank=True)
    hard = models.CharField(_("what was hard"), max_length=LONGEST_LINE, blank=True)
    next_week = models.CharField(_("what comes next"), max_length=LONGEST_LINE, blank=True)
    needed = models.CharField(_("what I need"), max_length=LONGEST_LINE, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["week"]
        verbose_name = _("week of a placement")
        verbose_name_plural = _("weeks of placements")
        constraints = [
            models.UniqueConstraint(fields=["placement", "week"], name="one_log_a_week"),
            models.CheckConstraint(condition=Q(week__gte=1), name="log_week_is_counted_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id}, {self.week}"


class Check(models.Model):
    """Half-way: what goes well and what should change."""

    placement = models.OneToOneField(Placement, on_delete=models.CASCADE, related_name="check_half")
    goes_well = models.TextField(_("what goes well"), max_length=LONGEST_PART)
    to_change = models.TextField(_("what should change"), max_length=LONGEST_PART, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("half-way check")
        verbose_name_plural = _("half-way checks")

    def __str__(self) -> str:
        return str(self.placement_id)


class Problem(models.Model):
    """What the person tells those who sent them, and the host never reads."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="problems")
    state = models.CharField(
        _("state"), max_length=8, choices=ProblemState, default=ProblemState.OPEN
    )
    text = models.TextField(_("what is wrong"), max_length=LONGEST_PART)
    told_at = models.DateTimeField(_("told"), default=timezone.now)
    answer = models.TextField(_("what was done"), max_length=LONGEST_PART, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-told_at"]
        verbose_name = _("problem in a placement")
        verbose_name_plural = _("problems in placements")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True)
                | Q(state="settled", settled_at__isnull=False),
                name="problem_settled_says_when",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Report(models.Model):
    """What the person writes at the end, and how they pass it on."""

    placement = models.OneToOneField(Placement, on_delete=models.CASCADE, related_name="report")
    text = models.TextField(_("what came of it"), max_length=5_000)
    plan = models.TextField(_("how you pass it on"), max_length=LONGEST_PART, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("report of a placement")
        verbose_name_plural = _("reports of placements")

    def __str__(self) -> str:
        return str(self.placement_id)


class Side(models.TextChoices):
    SENDER = "sender", pgettext_lazy("rating of a placement", "the sending organisation")
    HOST = "host", pgettext_lazy("rating of a placement", "the host")


class Moment(models.TextChoices):
    END = "end", pgettext_lazy("rating of a placement", "at the end")
    YEAR = "year", pgettext_lazy("rating of a placement", "a year later")


class Rating(models.Model):
    """How an organisation rates the effect on itself: 1 (none) to 5 (large)."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="ratings")
    side = models.CharField(_("whose"), max_length=6, choices=Side)
    moment = models.CharField(_("when"), max_length=4, choices=Moment)
    effect = models.PositiveSmallIntegerField(_("effect"))
    words = models.CharField(_("in words"), max_length=600, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("rating of a placement")
        verbose_name_plural = _("ratings of placements")
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "side", "moment"], name="placement_is_rated_once_by_each"
            ),
            models.CheckConstraint(
                condition=Q(effect__gte=1, effect__lte=5), name="effect_is_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id}, {self.side}, {self.moment}"
