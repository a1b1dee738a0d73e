"""What is measured: an indicator, and its definitions one after the other."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from benchmarking.states import VersionState
from pages.models import Theme
from people.models import Organisation

from .benchmark import Benchmark

LONGEST_TITLE, LONGEST_WORDS, LONGEST_LINE, LONGEST_UNIT = 150, 1_500, 300, 40


class Shape(models.TextChoices):
    SHARE = "share", pgettext_lazy("indicator", "a share: a part of a whole, in per cent")
    RATIO = "ratio", pgettext_lazy("indicator", "a ratio: one number by another")
    NUMBER = "number", pgettext_lazy("indicator", "one number")


class Direction(models.TextChoices):
    UP = "up", pgettext_lazy("indicator", "more is better")
    DOWN = "down", pgettext_lazy("indicator", "less is better")


class Indicator(models.Model):
    """One thing that is measured; what is asked exactly stands in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    benchmark = models.ForeignKey(Benchmark, on_delete=models.CASCADE, related_name="indicators")
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="indicators", verbose_name=_("theme")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return str(self.pk)


class IndicatorVersion(models.Model):
    """A definition. It never changes: another one replaces it, and its values stay with it."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    definition = models.TextField(_("definition"), max_length=LONGEST_WORDS)
    shape = models.CharField(_("kind of figure"), max_length=8, choices=Shape)
    numerator = models.CharField(_("what is counted"), max_length=LONGEST_LINE, blank=True)
    denominator = models.CharField(_("of what"), max_length=LONGEST_LINE, blank=True)
    formula = models.CharField(_("formula"), max_length=LONGEST_LINE, blank=True)
    unit = models.CharField(_("unit"), max_length=LONGEST_UNIT)
    direction = models.CharField(_("direction"), max_length=4, choices=Direction)
    source = models.CharField(_("where it is found"), max_length=LONGEST_LINE, blank=True)
    is_per_head = models.BooleanField(_("can be shown per head"), default=False)
    state = models.CharField(
        _("state"), max_length=9, choices=VersionState, default=VersionState.PROPOSED
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    adopted_at = models.DateTimeField(_("adopted"), null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of an indicator")
        verbose_name_plural = _("versions of indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "number"], name="indicator_version_is_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["indicator"],
                condition=Q(state="adopted"),
                name="indicator_has_one_adopted_version",
            ),
            models.CheckConstraint(
                condition=Q(state__in=VersionState.values), name="indicator_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(shape="number") | ~Q(numerator="") & ~Q(denominator=""),
                name="indicator_of_parts_names_them",
            ),
            models.CheckConstraint(
                condition=Q(is_per_head=False) | Q(shape="number"),
                name="indicator_per_head_is_one_number",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("adopted", "replaced"), adopted_at__isnull=False)
                | Q(state__in=("proposed", "withdrawn"), adopted_at__isnull=True),
                name="indicator_adopted_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_parts(self) -> bool:
        return self.shape != Shape.NUMBER


class Assent(models.Model):
    """That a participant agrees with a proposed version."""

    version = models.ForeignKey(IndicatorVersion, on_delete=models.CASCADE, related_name="assents")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="indicator_assents"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("assent to an indicator")
        verbose_name_plural = _("assents to indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "organisation"], name="organisation_assents_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class IndicatorComment(models.Model):
    """What a participant says about an indicator."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(_("text"), max_length=LONGEST_WORDS)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("comment on an indicator")
        verbose_name_plural = _("comments on indicators")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="comment_has_words")]

    def __str__(self) -> str:
        return str(self.pk)
