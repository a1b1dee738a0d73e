"""Figures of partnerships added up for a plan: the latest approved actual of each."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from partnerships.models import CountryPlan, Figure, Indicator, PlanIndicator
from partnerships.states import FigureState


@dataclass(frozen=True)
class Rolled:
    """An indicator of a plan: what its partnerships aim at and have reached, and the rows below."""

    indicator: PlanIndicator
    rows: list[Any]

    @property
    def baseline(self) -> Decimal:
        return sum((row.baseline for row in self.rows), Decimal())

    @property
    def target(self) -> Decimal:
        return sum((row.target for row in self.rows), Decimal())

    @property
    def actual(self) -> Decimal:
        """Of those that have one; where none has, nothing."""
        return sum((row.latest for row in self.rows if row.latest is not None), Decimal())

    @property
    def number_known(self) -> int:
        return sum(row.latest is not None for row in self.rows)


def with_latest(indicators: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Each with the actual of its latest approved period as `latest`, None where there is none."""
    approved = Figure.objects.filter(indicator=OuterRef("pk"), state=FigureState.APPROVED)
    newest = approved.order_by("-ends_on", "-starts_on").values("actual")[:1]
    return indicators.annotate(latest=Subquery(newest))


def rolled_up(plan: CountryPlan) -> list[Rolled]:
    """All indicators of a plan with their rows, by theme; two queries."""
    indicators = list(plan.indicators.select_related("theme").order_by("theme", "title", "pk"))
    parts = Indicator.objects.filter(adds_to__plan=plan, partnership__plan=plan).select_related(
        "partnership"
    )
    rows: dict[int, list[Any]] = {one.pk: [] for one in indicators}
    for row in with_latest(parts).order_by("partnership__title", "pk"):
        rows[row.adds_to_id or 0].append(row)
    return [Rolled(one, rows[one.pk]) for one in indicators]
