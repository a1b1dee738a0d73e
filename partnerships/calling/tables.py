"""Calls, and what was sent in for one, as CSV and XLSX."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from pages.addresses import absolute
from pages.spreadsheets import Value
from partnerships.calling.lines import lines_of_calls, most_of
from partnerships.models import Application, Call
from people.copies import mark_of
from people.models import Person


def sheet_of_calls(calls: Iterable[Call]) -> list[list[Value]]:
    """A row for each call, after one that names the columns."""
    lines: list[list[Value]] = [
        [_("Call"), _("Plan"), _("Applications until"), _("Most money"), _("State"), _("Address")]
    ]
    for line in lines_of_calls(calls):
        call = line.call
        state = str(call.get_state_display())
        plan = call.plan.title
        lines.append([call.title, plan, line.until, most_of(call), state, absolute(line.url)])
    return lines


def sheet_of_applications(rows: Iterable[Application], by: Person) -> list[list[Value]]:
    """What was sent in, without its words; above it whose copy this is (2C)."""
    mark = _("Copy of %(name)s, %(day)s. Applications are closed: delete it when it is decided.")
    lines: list[list[Value]] = [[mark_of(by, mark)]]
    lines.append(
        [
            _("Organisation"),
            _("Title"),
            _("Theme"),
            _("State"),
            _("Sent in on"),
            _("Money asked for"),
            _("Currency"),
        ]
    )
    for row in rows:
        lines.append(
            [
                row.lead.name,
                row.title,
                row.theme.name if row.theme else "",
                str(row.get_state_display()),
                row.submitted_at.date().isoformat() if row.submitted_at else None,
                float(row.money) if row.money is not None else None,
                row.call.currency,
            ]
        )
    return lines
