"""Figures of partnerships added up for a plan: the latest approved actual of each."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Window
from django.db.models.functions import RowNumber

from partnerships.models import CountryPlan, Figure, Indicator, PlanIndicator
from partnerships.states import FigureState

PAGE = 50
CENT = Decimal("0.01")
IN_ORDER = ("partnership__title", "pk")


@dataclass(frozen=True)
class Rolled:
    """An indicator of a plan: what its partnerships aim at and have reached, and the rows below.

    The sums are of all its `number` rows, `actual` of those `number_known` that have one; `rows`
    are a page of them, and `after` is the last one where there are more.
    """

    indicator: PlanIndicator
    baseline: Decimal
    target: Decimal
    actual: Decimal
    number: int
    number_known: int
    rows: list[Any]
    after: int | None


def with_latest(indicators: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Each with the actual of its latest approved period as `latest`, None where there is none."""
    approved = Figure.objects.filter(indicator=OuterRef("pk"), state=FigureState.APPROVED)
    newest = approved.order_by("-ends_on", "-starts_on").values("actual")[:1]
    return indicators.annotate(latest=Subquery(newest))


def rolled_up(
    plan: CountryPlan, *, of: int | None = None, after: int | None = None
) -> list[Rolled]:
    """All indicators of a plan, or the one `of`, with a page of their rows, by theme.

    The same queries for each number of rows. `after` is the last row that was shown.
    """
    indicators = plan.indicators.select_related("theme").order_by("theme", "title", "pk")
    if of is not None:
        indicators = indicators.filter(pk=of)
    parts = Indicator.objects.filter(adds_to__in=indicators.values("pk"), partnership__plan=plan)
    sums = _sums(parts)
    rows: dict[int | None, list[Any]] = {}
    for row in _page(parts if after is None else _behind(parts, after)):
        rows.setdefault(row.adds_to_id, []).append(row)
    return [_rolled(one, sums.get(one.pk, {}), rows.get(one.pk, [])) for one in indicators]


def all_rows(plan: CountryPlan) -> dict[int | None, list[Any]]:
    """All rows below each indicator of a plan, for a file; one query."""
    parts = Indicator.objects.filter(adds_to__plan=plan, partnership__plan=plan)
    rows: dict[int | None, list[Any]] = defaultdict(list)
    for row in with_latest(parts).select_related("partnership").order_by(*IN_ORDER):
        rows[row.adds_to_id].append(row)
    return rows


def _sums(parts: QuerySet[Indicator]) -> dict[int, Any]:
    found = (
        with_latest(parts)
        .order_by()
        .values("adds_to")
        .annotate(
            number=Count("pk"),
            number_known=Count("latest"),
            of_baselines=Sum("baseline"),
            of_targets=Sum("target"),
            of_actuals=Sum("latest"),
        )
    )
    return {row["adds_to"]: row for row in found}


def _behind(parts: QuerySet[Indicator], after: int) -> QuerySet[Indicator]:
    last = parts.filter(pk=after).values_list(*IN_ORDER).first()
    if last is None:
        raise BadRequest("after")
    title, pk = last
    return parts.filter(Q(partnership__title__gt=title) | Q(partnership__title=title, pk__gt=pk))


def _page(parts: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Of each indicator of the plan one row more than a page, so that it is known if there are."""
    place = Window(RowNumber(), partition_by=F("adds_to"), order_by=IN_ORDER)
    some = parts.annotate(place=place).filter(place__lte=PAGE + 1).values_list("pk", flat=True)
    rows = Indicator.objects.filter(pk__in=list(some)).select_related("partnership")
    return with_latest(rows).order_by(*IN_ORDER)


def _rolled(one: PlanIndicator, sums: dict[str, Any], rows: list[Any]) -> Rolled:
    return Rolled(
        indicator=one,
        baseline=_in_cents(sums.get("of_baselines")),
        target=_in_cents(sums.get("of_targets")),
        actual=_in_cents(sums.get("of_actuals")),
        number=sums.get("number", 0),
        number_known=sums.get("number_known", 0),
        rows=rows[:PAGE],
        after=rows[PAGE - 1].pk if len(rows) > PAGE else None,
    )


def _in_cents(value: Any) -> Decimal:
    return Decimal(value or 0).quantize(CENT)
