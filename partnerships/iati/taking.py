"""Brings results of IATI in, as indicators that are open to everyone and figures that count."""

from typing import Any

from partnerships.iati.report import Report
from partnerships.models import Figure, Indicator, Partnership
from partnerships.models.monitoring import LONGEST_NOTE
from partnerships.states import FigureState

SOURCE = "IATI: "


def take_results(
    one: Partnership, rows: list[dict[str, Any]], report: Report, *, is_known: bool
) -> None:
    """Writes what the file says was reached; what is counted here itself stays as it is."""
    kept = _forget_what_came_in(one) if is_known else set()
    known = [row for row in rows if row["title"] in kept]
    if known:
        report.left_out["results of what is counted here"] += len(known)
    rows = [row for row in rows if row["title"] not in kept]
    if not rows:
        return
    fields = [{name: row[name] for name in row if name != "figures"} for row in rows]
    made = Indicator.objects.bulk_create(
        Indicator(partnership=one, is_public=True, is_imported=True, **each) for each in fields
    )
    note = f"{SOURCE}{one.identifier}"[:LONGEST_NOTE]
    figures = [
        Figure(indicator=indicator, state=FigureState.APPROVED, note=note, **figure)
        for indicator, row in zip(made, rows, strict=True)
        for figure in row["figures"]
    ]
    Figure.objects.bulk_create(figures)
    report.made["indicators"] += len(made)
    if figures:
        report.made["figures"] += len(figures)


def _forget_what_came_in(one: Partnership) -> set[str]:
    """Takes out what an older file brought; gives the titles of all that stays."""
    own = Figure.objects.exclude(note__startswith=SOURCE).filter(indicator__partnership=one)
    came_in = one.indicators.filter(is_imported=True, adds_to=None)
    came_in.exclude(pk__in=own.values("indicator")).delete()
    return set(one.indicators.values_list("title", flat=True))
