"""Two tracks, kept apart: figures that are controlled, and stories that are learnt from."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.models import Theme
from pages.private_files import PrivateStorage
from partnerships.states import FigureState

from .partnership import Partnership
from .plan import CountryPlan

LONGEST_TITLE, LONGEST_UNIT, LONGEST_NOTE, LONGEST_STORY = 150, 60, 600, 8_000
MOST_PHOTOS = 6
# Who publishes by IATI may count in whole sentences.
LONGEST_COUNTED = 500


class PlanIndicator(models.Model):
    """What a plan counts on one of its themes, over all its partnerships: their actuals add up."""

    plan = models.ForeignKey(CountryPlan, on_delete=models.CASCADE, related_name="indicators")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    unit = models.CharField(_("unit"), max_length=LONGEST_UNIT)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("indicator of a plan")
        verbose_name_plural = _("indicators of plans")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(unit=""), name="plan_indicator_says_what_and_unit"
            ),
            models.UniqueConstraint(fields=["plan", "title"], name="plan_indicator_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Indicator(models.Model):
    """What a partnership counts: from `baseline` to `target`, in `unit`.

    With `adds_to` its approved actuals count for the plan, in the plan's unit. `is_public` opens it
    to everyone, with the approved figures alone: on the partnership's page, and in its file of
    IATI. `is_imported` came in by such a file, and is written anew by a newer one. The days are of
    the baseline and of the target; where there are none, those of the partnership.
    """

    class Kind(models.TextChoices):
        """Code list ResultType."""

        OUTPUT = "1", pgettext_lazy("result", "what was done")
        OUTCOME = "2", pgettext_lazy("result", "what changed by it")
        IMPACT = "3", pgettext_lazy("result", "what changed in the long run")
        OTHER = "9", pgettext_lazy("result", "something else")

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="indicators"
    )
    adds_to = models.ForeignKey(
        PlanIndicator, on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    title = models.CharField(_("title"), max_length=LONGEST_COUNTED)
    unit = models.CharField(_("unit"), max_length=LONGEST_UNIT)
    # What comes in by a file may say neither.
    baseline = models.DecimalField(
        _("baseline"), max_digits=17, decimal_places=2, null=True, blank=True
    )
    target = models.DecimalField(
        _("target"), max_digits=17, decimal_places=2, null=True, blank=True
    )
    kind = models.CharField(_("kind of result"), max_length=1, choices=Kind, default=Kind.OUTPUT)
    is_public = models.BooleanField(_("open to everyone"), default=False)
    is_imported = models.BooleanField(default=False, editable=False)
    baseline_on = models.DateField(_("day of the baseline"), null=True, blank=True, editable=False)
    target_from = models.DateField(null=True, blank=True, editable=False)
    target_until = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("indicator of a partnership")
        verbose_name_plural = _("indicators of partnerships")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(unit=""), name="indicator_says_what_and_unit"
            ),
            models.UniqueConstraint(
                fields=["partnership", "title"], name="partnership_indicator_once"
            ),
            models.CheckConstraint(
                condition=Q(target_until__gte=F("target_from")), name="indicator_target_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("1", "2", "3", "9")), name="indicator_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Figure(models.Model):
    """The actual of an indicator in a period. Approved it counts, and is not written in again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="figures")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    actual = models.DecimalField(_("actual"), max_digits=17, decimal_places=2)
    note = models.CharField(_("where it comes from"), max_length=LONGEST_NOTE, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=FigureState, default=FigureState.DRAFT
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=LONGEST_NOTE, blank=True)

    class Meta:
        ordering = ["-ends_on", "-starts_on"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "starts_on", "ends_on"], name="figure_once_a_period"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="figure_period_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(state__in=FigureState.values), name="figure_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="figure_returned_says_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Story(models.Model):
    """What changed, told by who was there. Controllers read it once its author lets them."""

    class Kind(models.TextChoices):
        CHANGE = "change", pgettext_lazy("story", "what changed")
        REVIEW = "review", pgettext_lazy("story", "looking back after an activity")
        RATING = "rating", pgettext_lazy("story", "how a partner rates the work")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="stories")
    kind = models.CharField(_("kind"), max_length=6, choices=Kind, default=Kind.CHANGE)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    words = models.TextField(_("what happened"), max_length=LONGEST_STORY)
    rating = models.PositiveSmallIntegerField(_("rating"), null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="partnership_stories",
    )
    told_at = models.DateTimeField(_("told"), default=timezone.now)
    shared_at = models.DateTimeField(_("open to controllers since"), null=True, blank=True)

    class Meta:
        ordering = ["-told_at", "pk"]
        verbose_name = _("story of a partnership")
        verbose_name_plural = _("stories of partnerships")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(words=""), name="story_says_something"
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5),
                name="story_rating_is_one_to_five",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StoryPhoto(models.Model):
    """A picture of a story, drawn anew without metadata, and a small one of it. `place` is its
    number among those of the story. `agreed` says how those who are seen agreed to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="photos")
    place = models.PositiveSmallIntegerField()
    picture = models.FileField(storage=PrivateStorage("partnerships"), upload_to="stories")
    small = models.FileField(storage=PrivateStorage("partnerships"), upload_to="stories")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    described = models.CharField(_("what is seen"), max_length=LONGEST_TITLE)
    agreed = models.CharField(_("how those who are seen agreed"), max_length=LONGEST_NOTE)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        ordering = ["place"]
        verbose_name = _("photo of a story")
        verbose_name_plural = _("photos of stories")
        constraints = [
            models.UniqueConstraint(fields=["story", "place"], name="story_photo_place_once"),
            models.CheckConstraint(
                condition=Q(place__range=(1, MOST_PHOTOS)), name="story_has_some_photos"
            ),
            models.CheckConstraint(
                condition=~Q(described="") & ~Q(agreed=""),
                name="story_photo_is_described_and_agreed",
            ),
        ]

    def __str__(self) -> str:
        return self.described
