"""What a screen shows of a comparison: inside the group, and outside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from benchmarking.comparing.chart import Range, Trend, range_of, trend_of
from benchmarking.comparing.standing import (
    LEAST_OUTSIDE,
    Spread,
    is_better,
    is_family,
    per_head,
    spread_of,
)
from benchmarking.figures import shown_figure
from benchmarking.models import (
    ImprovementAction,
    IndicatorVersion,
    Round,
    Value,
    ValueKind,
)
from benchmarking.states import COMPARED, COUNTED
from people.models import Organisation

LONGEST_BESIDE = 8


@dataclass(frozen=True)
class Choices:
    """How one looks: for whom, among which family, for each thousand inhabitants or not."""

    own: Organisation | None
    family: str = ""
    is_per_head: bool = False


@dataclass(frozen=True)
class Past:
    """What there is of one participant by version: periods with figures, and its last action."""

    figures: dict[int, list[tuple[str, Decimal]]] = field(default_factory=dict)
    actions: dict[int, ImprovementAction] = field(default_factory=dict)


@dataclass(frozen=True)
class RowLine:
    """One participant; in the order of names, never of figures."""

    name: str
    figure: str
    note: str
    source: str
    is_own: bool
    accepted_because: str = ""


@dataclass(frozen=True)
class Comparison:
    """One indicator, for one participant among the others."""

    version: IndicatorVersion
    unit: str
    own: str
    spread: dict[str, str]
    number: int
    standing: str
    rows: list[RowLine] = field(default_factory=list)
    before: ImprovementAction | None = None
    range: Range | None = None
    trend: Trend | None = None
    gap_url: str = ""
    note_url: str = ""
    action_url: str = ""


def shown_value(value: Value, version: IndicatorVersion) -> str:
    """A figure with its unit, or that it does not apply, or is not known."""
    if value.figure is not None:
        return shown_figure(value.figure, version.unit)
    if value.kind == ValueKind.NOT_APPLICABLE:
        return pgettext("value", "not applicable")
    return pgettext("value", "missing")


def compared(
    found: Round,
    versions: Iterable[IndicatorVersion],
    values: Iterable[Value],
    past: Past,
    choices: Choices,
) -> list[Comparison]:
    """Each indicator of a round; no query."""
    by_version: dict[int, list[Value]] = {}
    for value in values:
        by_version.setdefault(value.version_id, []).append(value)
    return [
        _comparison(found, version, by_version.get(version.pk, []), past, choices)
        for version in versions
    ]


def _comparison(
    found: Round,
    version: IndicatorVersion,
    values: list[Value],
    past: Past,
    choices: Choices,
) -> Comparison:
    own = choices.own
    is_per_head = choices.is_per_head and version.is_per_head
    unit = version.unit
    if is_per_head:
        unit = _("%(unit)s per 1000 inhabitants") % {"unit": unit}
    beside = _unit_beside(unit)
    if own is not None and choices.family:
        values = [one for one in values if is_family(one.organisation, own, choices.family)]
    figures = {one.organisation_id: _figure(one, is_per_head) for one in values}
    known = {pk: figure for pk, figure in figures.items() if figure is not None}
    spread = spread_of(known.values())
    mine = known.get(own.pk) if own is not None else None
    standing = _standing(version, mine, spread)
    return Comparison(
        version=version,
        unit=unit,
        own=shown_figure(mine, beside) if mine is not None else "",
        spread=shown_spread(spread, beside),
        number=len(known),
        standing=standing,
        rows=[_row(one, version, figures, beside, own) for one in values],
        range=range_of(spread, mine, known.values(), unit),
        before=past.actions.get(version.pk),
        trend=trend_of(past.figures.get(version.pk, []), version.unit) if own is not None else None,
        **_links(found, version, own, standing),
    )


def _unit_beside(unit: str) -> str:
    """A long unit stands once above the figures, not beside each."""
    return unit if len(unit) <= LONGEST_BESIDE else ""


def _figure(value: Value, is_per_head: bool) -> Decimal | None:
    if value.figure is None or not is_per_head:
        return value.figure
    return per_head(value.figure, value.organisation)


def _row(
    value: Value,
    version: IndicatorVersion,
    figures: dict[int, Decimal | None],
    unit: str,
    own: Organisation | None,
) -> RowLine:
    figure = figures[value.organisation_id]
    shown = shown_figure(figure, unit) if figure is not None else shown_value(value, version)
    if figure is None and value.figure is not None:
        shown = "–"
    return RowLine(
        name=value.organisation.name,
        figure=shown,
        note=value.note,
        source=value.source,
        is_own=own is not None and value.organisation_id == own.pk,
        accepted_because=value.accepted_because,
    )


def _standing(version: IndicatorVersion, mine: Decimal | None, spread: Spread | None) -> str:
    if mine is None or spread is None or spread.number < 2:
        return ""
    if mine == spread.median:
        return "same"
    return "ahead" if is_better(version, mine, spread.median) else "behind"


def _links(
    found: Round, version: IndicatorVersion, own: Organisation | None, standing: str
) -> dict[str, str]:
    """What one does beside an indicator; nothing once the round is closed but to look."""
    if own is None:
        return {}
    numbers = [found.pk, own.pk, version.pk]
    links = {"gap_url": reverse("round_gap", args=numbers)} if standing == "behind" else {}
    if found.closed_at is None:
        links["action_url"] = reverse("round_action", args=numbers)
        if standing == "ahead":
            links["note_url"] = reverse("round_note", args=numbers)
    return links


def shown_spread(spread: Spread | None, unit: str) -> dict[str, str]:
    """Median and quartiles as words; empty without any figure."""
    if spread is None:
        return {}
    shown = {"median": shown_figure(spread.median, unit)}
    if spread.lower is not None and spread.upper is not None:
        shown |= {
            "lower": shown_figure(spread.lower, unit),
            "upper": shown_figure(spread.upper, unit),
        }
    return shown


def past_of(found: Round, organisation: Organisation) -> Past:
    """Of one participant up to this round; two queries."""
    rows = Value.objects.filter(
        organisation=organisation,
        version__in=found.versions.all(),
        state__in=COUNTED,
        figure__isnull=False,
        round__state__in=COMPARED,
        round__begun_at__lte=found.begun_at,
    )
    figures: dict[int, list[tuple[str, Decimal]]] = {}
    ordered = rows.order_by("round__begun_at", "round")
    for version, period, figure in ordered.values_list("version_id", "round__title", "figure"):
        if figure is not None:
            figures.setdefault(version, []).append((period, figure))
    said = ImprovementAction.objects.filter(
        organisation=organisation,
        round__benchmark=found.benchmark_id,
        round__begun_at__lt=found.begun_at,
    )
    actions = said.select_related("round").order_by("round__begun_at")
    return Past(figures, {one.version_id: one for one in actions})


def shown_outside(
    versions: Iterable[IndicatorVersion], values: Iterable[Value]
) -> list[dict[str, Any]]:
    """Medians and quartiles of five figures or more; who is which is not told, nor how many
    where there are fewer. No query.
    """
    figures: dict[int, list[Decimal]] = {}
    for value in values:
        if value.figure is not None:
            figures.setdefault(value.version_id, []).append(value.figure)
    lines = []
    for version in versions:
        known = figures.get(version.pk, [])
        is_shown = len(known) >= LEAST_OUTSIDE
        spread = spread_of(known) if is_shown else None
        lines.append(
            {
                "version": version,
                "number": len(known) if is_shown else None,
                "spread": shown_spread(spread, version.unit),
                "range": range_outside(spread, version.unit),
            }
        )
    return lines


def range_outside(spread: Spread | None, unit: str) -> Range | None:
    """From quartile to quartile: least and most are figures of somebody."""
    if spread is None or spread.lower is None or spread.upper is None:
        return None
    return range_of(spread, None, (spread.lower, spread.upper), unit)
