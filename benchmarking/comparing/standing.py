"""Where organisations stand: medians, quartiles, families, per head."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from benchmarking.models import Direction, IndicatorVersion, Round, Value
from benchmarking.states import COUNTED
from people.models import Organisation

# Fewer than this are never shown outside the group (k).
LEAST_OUTSIDE = 5
PER_HEADS = 1000


@dataclass(frozen=True)
class Spread:
    """How the figures of a group lie; quartiles from four figures on."""

    number: int
    median: Decimal
    lower: Decimal | None
    upper: Decimal | None


def spread_of(figures: Iterable[Decimal]) -> Spread | None:
    """None without any figure."""
    known = sorted(figures)
    if not known:
        return None
    lower = upper = None
    if len(known) >= 4:
        lower, _middle, upper = statistics.quantiles(known, n=4, method="inclusive")
    return Spread(len(known), Decimal(statistics.median(known)), lower, upper)


def values_counted(found: Round) -> list[Value]:
    """What was confirmed or accepted in a round, by the names of its participants; one query."""
    rows = found.values.filter(state__in=COUNTED).select_related("organisation")
    return list(rows.order_by("organisation__name", "organisation_id"))


def is_better(version: IndicatorVersion, figure: Decimal, other: Decimal) -> bool:
    return figure > other if version.direction == Direction.UP else figure < other


def is_ahead(found: Round, version: IndicatorVersion, organisation: Organisation) -> bool:
    """Whether an organisation is better than the median of all figures that count."""
    return organisation.pk in ahead_in(found, version)


def ahead_in(found: Round, version: IndicatorVersion) -> set[int]:
    """Numbers of the organisations that are better than the median; one query."""
    rows = found.values.filter(version=version, state__in=COUNTED, figure__isnull=False)
    figures = dict(rows.values_list("organisation_id", "figure"))
    known = {pk: figure for pk, figure in figures.items() if figure is not None}
    spread = spread_of(known.values())
    if spread is None:
        return set()
    return {pk for pk, figure in known.items() if is_better(version, figure, spread.median)}


def per_head(figure: Decimal, organisation: Organisation) -> Decimal | None:
    """For each thousand inhabitants; None where nobody knows how many there are."""
    if not organisation.population:
        return None
    return figure * PER_HEADS / organisation.population


def is_family(one: Organisation, other: Organisation, family: str) -> bool:
    """Whether two are of the same `size` or the same `country`; all are where none is asked for."""
    if family == "size":
        return one.size_band == other.size_band != ""
    if family == "country":
        return one.country == other.country
    return True
