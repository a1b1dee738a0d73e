"""Figures of a partnership, and of a plan with its sums, as CSV and XLSX."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pages.spreadsheets import Value
from partnerships.models import Indicator
from partnerships.monitoring.rolling_up import Rolled


def sheet_of_figures(rows: Iterable[Indicator]) -> list[list[Value]]:
    """A row for each period of each indicator; one without a period has a row of its own."""
    lines: list[list[Value]] = [
        [
            _("Indicator"),
            _("Unit"),
            _("At the beginning"),
            _("Aimed at"),
            _("First day"),
            _("Last day"),
            _("Reached"),
            _("State"),
            _("Note"),
        ]
    ]
    for row in rows:
        head: list[Value] = [row.title, row.unit, _number(row.baseline), _number(row.target)]
        periods: list[list[Value]] = [
            [
                one.starts_on.isoformat(),
                one.ends_on.isoformat(),
                float(one.actual),
                str(one.get_state_display()),
                one.note,
            ]
            for one in row.figures.all()
        ]
        lines += [[*head, *period] for period in periods or [[]]]
    return lines


def sheet_of_plan(
    rolled: Iterable[Rolled], rows: Mapping[int | None, list[Any]]
) -> list[list[Value]]:
    """The rows of each sum with the sum below them; `rows` are by the number of the indicator."""
    lines: list[list[Value]] = [
        [
            _("Theme"),
            _("Indicator"),
            _("Unit"),
            _("Partnership"),
            _("At the beginning"),
            _("Reached"),
            _("Aimed at"),
        ]
    ]
    for one in rolled:
        head: list[Value] = [one.indicator.theme.name, one.indicator.title, one.indicator.unit]
        for row in rows.get(one.indicator.pk, []):
            lines.append([*head, row.partnership.title, *_numbers(row, row.latest)])
        lines.append([*head, _("Sum"), *_numbers(one, one.actual)])
    return lines


def _numbers(row: Any, reached: Decimal | None) -> list[Value]:
    return [_number(row.baseline), _number(reached), _number(row.target)]


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
