"""A group that measures the same things, and who takes part in it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from benchmarking.states import BenchmarkState, ParticipationState
from pages.languages import OWN_NAMES
from pages.models import Theme
from people.models import Organisation

LONGEST_TITLE, LONGEST_WORDS = 150, 2_000
MOST_MONTHS = 12


class Publication(models.TextChoices):
    PARTICIPANTS = "participants", _("never: the participants only")
    PUBLIC = "public", _("some months after they were compared, without names")


class Benchmark(models.Model):
    """`public_after` counts months from the comparison; a year at most, by the group's rule."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    words = models.TextField(_("what for"), max_length=LONGEST_WORDS, blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=list(OWN_NAMES.items()), default="en"
    )
    themes = models.ManyToManyField(
        Theme, related_name="benchmarks", blank=True, verbose_name=_("themes")
    )
    convener = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="benchmarks_convened"
    )
    promise = models.TextField(_("what participants promise"), max_length=LONGEST_WORDS)
    is_open_to_others = models.BooleanField(_("others may join"), default=True)
    publication = models.CharField(
        _("when figures are public"),
        max_length=12,
        choices=Publication,
        default=Publication.PARTICIPANTS,
    )
    public_after = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=BenchmarkState, default=BenchmarkState.DRAFT
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("benchmark")
        verbose_name_plural = _("benchmarks")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(promise=""), name="benchmark_has_words"
            ),
            models.CheckConstraint(
                condition=Q(state__in=BenchmarkState.values), name="benchmark_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(publication="participants", public_after__isnull=True)
                | Q(publication="public", public_after__gte=0, public_after__lte=MOST_MONTHS),
                name="benchmark_public_after_a_year_at_most",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """What it is called among things that change and are found."""
        return f"benchmark:{self.pk}"


class Participation(models.Model):
    """An organisation in a benchmark; `contact` is who answers for its figures there, `second` who
    looks over them where nobody else there does. What it said of itself when it joined is None
    where it said nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    benchmark = models.ForeignKey(
        Benchmark, on_delete=models.CASCADE, related_name="participations"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="benchmark_participations"
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="benchmark_contacts",
        verbose_name=_("data contact"),
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="benchmark_seconds",
        verbose_name=_("second person"),
    )
    has_data = models.BooleanField(_("the figures are at hand"), null=True, blank=True)
    has_somebody = models.BooleanField(_("somebody is named"), null=True, blank=True)
    has_hours = models.BooleanField(_("there are hours for it"), null=True, blank=True)
    is_backed = models.BooleanField(_("the leadership agrees"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=ParticipationState, default=ParticipationState.INVITED
    )
    promised_at = models.DateTimeField(_("promised"), null=True, blank=True)

    class Meta:
        verbose_name = _("participation in a benchmark")
        verbose_name_plural = _("participations in benchmarks")
        constraints = [
            models.UniqueConstraint(
                fields=["benchmark", "organisation"], name="organisation_takes_part_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ParticipationState.values),
                name="benchmark_participation_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="joined") | Q(promised_at__isnull=False),
                name="who_takes_part_has_promised",
            ),
            models.CheckConstraint(
                condition=~Q(contact=F("second")), name="benchmark_second_person_is_another"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
