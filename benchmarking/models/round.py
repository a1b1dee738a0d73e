"""A round of a benchmark, and the values that participants send."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from benchmarking.states import COMPARED, COUNTED, RoundState, ValueState
from people.models import Organisation

from .benchmark import MOST_MONTHS, Benchmark, Publication
from .indicator import IndicatorVersion

LONGEST_TITLE, LONGEST_NOTE, LONGEST_SOURCE = 80, 600, 300
DAYS_OF_A_MONTH = 30.4375


class Round(models.Model):
    """Collect, compare, learn, improve, each until a day. `versions` are those that were adopted
    when it began; `publication` and `public_after` the group's rule then: what is promised to who
    gives a figure is not changed afterwards.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    benchmark = models.ForeignKey(Benchmark, on_delete=models.CASCADE, related_name="rounds")
    title = models.CharField(_("period"), max_length=LONGEST_TITLE)
    versions = models.ManyToManyField(IndicatorVersion, related_name="rounds")
    publication = models.CharField(
        _("when figures are public"),
        max_length=12,
        choices=Publication,
        default=Publication.PARTICIPANTS,
    )
    public_after = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    collect_until = models.DateField(pgettext_lazy("round", "collect until"))
    compare_until = models.DateField(pgettext_lazy("round", "compare until"))
    learn_until = models.DateField(pgettext_lazy("round", "learn until"))
    improve_until = models.DateField(pgettext_lazy("round", "improve until"))
    state = models.CharField(
        _("state"), max_length=8, choices=RoundState, default=RoundState.COLLECT
    )
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    compared_at = models.DateTimeField(_("compared"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ["-begun_at"]
        verbose_name = _("round of a benchmark")
        verbose_name_plural = _("rounds of benchmarks")
        constraints = [
            models.UniqueConstraint(
                fields=["benchmark"], condition=~Q(state="closed"), name="benchmark_has_one_round"
            ),
            models.CheckConstraint(
                condition=Q(state__in=RoundState.values), name="round_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(publication="participants", public_after__isnull=True)
                | Q(publication="public", public_after__gte=0, public_after__lte=MOST_MONTHS),
                name="round_public_after_a_year_at_most",
            ),
            models.CheckConstraint(
                condition=Q(compare_until__gte=F("collect_until"))
                & Q(learn_until__gte=F("compare_until"))
                & Q(improve_until__gte=F("learn_until")),
                name="round_goes_step_by_step",
            ),
            models.CheckConstraint(
                condition=Q(state="collect", compared_at__isnull=True)
                | ~Q(state="collect") & Q(compared_at__isnull=False),
                name="round_compared_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | ~Q(state="closed") & Q(closed_at__isnull=True),
                name="round_closed_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_collecting(self) -> bool:
        return self.state == RoundState.COLLECT

    @property
    def is_compared(self) -> bool:
        return self.state in COMPARED

    @property
    def until(self) -> datetime.date | None:
        """The last day of the step it is in."""
        found: datetime.date | None = getattr(self, f"{self.state}_until", None)
        return found

    @property
    def public_from(self) -> datetime.date | None:
        """From which day on medians may be shown outside the group, by the group's rule."""
        if self.publication != Publication.PUBLIC or self.compared_at is None:
            return None
        months = self.public_after or 0
        moment = self.compared_at + datetime.timedelta(days=months * DAYS_OF_A_MONTH)
        return timezone.localdate(moment)


class ValueKind(models.TextChoices):
    FIGURE = "figure", pgettext_lazy("value", "a figure; zero is one")
    NOT_APPLICABLE = "not-applicable", pgettext_lazy("value", "does not apply to us")
    MISSING = "missing", pgettext_lazy("value", "we do not know it")


class Value(models.Model):
    """What an organisation says of one indicator in one round; a draft is its own alone.

    What a second person there has `confirmed` is compared, and what the convener has `accepted`.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="values")
    version = models.ForeignKey(IndicatorVersion, on_delete=models.PROTECT, related_name="values")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="benchmark_values"
    )
    kind = models.CharField(_("kind"), max_length=14, choices=ValueKind)
    numerator = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    figure = models.DecimalField(
        _("figure"), max_digits=20, decimal_places=4, null=True, blank=True
    )
    note = models.CharField(_("note"), max_length=LONGEST_NOTE, blank=True)
    source = models.CharField(_("source"), max_length=LONGEST_SOURCE, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=ValueState, default=ValueState.DRAFT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    accepted_because = models.CharField(
        _("why it counts unconfirmed"), max_length=LONGEST_SOURCE, blank=True
    )

    class Meta:
        verbose_name = _("value of a benchmark")
        verbose_name_plural = _("values of benchmarks")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "version", "organisation"], name="value_is_given_once"
            ),
            # Not applicable, missing and zero are three things.
            models.CheckConstraint(
                condition=Q(kind="figure", figure__isnull=False)
                | Q(kind__in=("not-applicable", "missing"), figure__isnull=True),
                name="value_has_a_figure_where_it_is_one",
            ),
            models.CheckConstraint(
                condition=Q(kind="figure") | Q(numerator__isnull=True, denominator__isnull=True),
                name="value_without_a_figure_has_no_parts",
            ),
            models.CheckConstraint(
                condition=Q(figure__isnull=True) | Q(figure__gte=0), name="value_is_not_below_zero"
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                name="value_is_not_divided_by_zero",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ValueState.values), name="value_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", sent_at__isnull=True)
                | ~Q(state="draft") & Q(sent_at__isnull=False),
                name="value_sent_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=COUNTED, confirmed_at__isnull=False)
                | ~Q(state__in=COUNTED) & Q(confirmed_at__isnull=True),
                name="value_that_counts_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted") & ~Q(accepted_because="")
                | ~Q(state="accepted") & Q(accepted_because=""),
                name="value_accepted_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(written_by=F("confirmed_by")), name="value_is_confirmed_by_another"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
