"""What a screen and a sheet show of reports."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pages.addresses import absolute
from pages.spreadsheets import Value
from partnerships.models import Report

NEXT = 3


@dataclass(frozen=True)
class ReportLine:
    """One report in a list."""

    report: Report
    url: str
    is_late: bool


def lines_of(rows: Iterable[Report], today: datetime.date) -> list[ReportLine]:
    return [
        ReportLine(one, reverse("partnership_report", args=[one.pk]), one.is_late(today))
        for one in rows
    ]


def open_lines_of(partnership: Any, today: datetime.date) -> list[ReportLine]:
    """The next few of a partnership that are not accepted yet; one query."""
    rows = partnership.reports.exclude(state="accepted").select_related("owed_by")
    return lines_of(rows.order_by("due_on", "pk")[:NEXT], today)


def sheet_of(lines: Iterable[ReportLine]) -> list[list[Value]]:
    """A row for each report, after one that names the columns; without its content."""
    head: list[Value] = [
        _("Partnership"),
        _("What it is about"),
        _("Who owes it"),
        _("Due"),
        _("State"),
        _("Late"),
        _("Handed in"),
        _("Decided"),
        _("Address"),
    ]
    return [head, *map(_row, lines)]


def _row(line: ReportLine) -> list[Value]:
    one = line.report
    return [
        one.partnership.title,
        one.called,
        one.owed_by.name,
        one.due_on.isoformat(),
        str(one.get_state_display()),
        _("yes") if line.is_late else _("no"),
        one.handed_in_at.date().isoformat() if one.handed_in_at else None,
        one.decided_at.date().isoformat() if one.decided_at else None,
        absolute(line.url),
    ]
