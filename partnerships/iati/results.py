"""What was reached, as results of IATI: an indicator that is open to everyone is one result.

Its target stands in the period it is aimed at, and each approved figure in its own. IATI has no
place for a unit: it stands as the indicator's description.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lxml.builder import E

from partnerships.models import Partnership

PERCENTAGE, UNIT = "2", "1"
PER_CENT = "%"


@dataclass
class _Period:
    target: Decimal | None = None
    actual: Decimal | None = None


def results_of(one: Partnership) -> Iterator[Any]:
    """The results of a partnership whose `open_indicators` are at hand (monitoring/public.py)."""
    for indicator in sorted(one.open_indicators, key=lambda each: each.title):  # type: ignore[attr-defined]
        periods = _periods(one, indicator)
        if not periods and indicator.baseline is None:
            continue
        yield E(
            "result",
            {"type": indicator.kind},
            E("title", E("narrative", indicator.title)),
            E(
                "indicator",
                {"measure": PERCENTAGE if indicator.unit.startswith(PER_CENT) else UNIT},
                E("title", E("narrative", indicator.title)),
                E("description", E("narrative", indicator.unit)),
                *_baseline(one, indicator),
                *(_period(*days, periods[days]) for days in sorted(periods)),
            ),
        )


def _periods(
    one: Partnership, indicator: Any
) -> dict[tuple[datetime.date, datetime.date], _Period]:
    periods = {
        (figure.starts_on, figure.ends_on): _Period(actual=figure.actual)
        for figure in indicator.approved
    }
    if indicator.target is not None:
        first, last = term_of(one.first_day, one.last_day)
        days = (indicator.target_from or first, indicator.target_until or last)
        periods.setdefault(days, _Period()).target = indicator.target
    return periods


def term_of(
    first: datetime.date | None, last: datetime.date | None
) -> tuple[datetime.date, datetime.date]:
    """From when to when a partnership lasts; a file of IATI has one of its days at least."""
    known = [day for day in (first, last) if day is not None]
    return min(known), max(known)


def _baseline(one: Partnership, indicator: Any) -> Iterator[Any]:
    if indicator.baseline is None:
        return
    on = indicator.baseline_on
    year = str((on or term_of(one.first_day, one.last_day)[0]).year)
    dated = {"iso-date": on.isoformat()} if on else {}
    yield E("baseline", {**dated, "year": year, "value": number(indicator.baseline)})


def _period(starts_on: datetime.date, ends_on: datetime.date, values: _Period) -> Any:
    said = (("target", values.target), ("actual", values.actual))
    return E(
        "period",
        E("period-start", {"iso-date": starts_on.isoformat()}),
        E("period-end", {"iso-date": ends_on.isoformat()}),
        *(E(tag, value=number(value)) for tag, value in said if value is not None),
    )


def number(value: Decimal) -> str:
    """E.g. `1800` or `41.5`."""
    return f"{value.normalize():f}"
