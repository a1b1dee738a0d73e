"""The annual report as a sheet: a row for each lesson, a column for each kind of station."""

from django.utils.translation import gettext as _

from impact.reports import LessonLine, Report
from impact.trails import Leg
from pages.addresses import absolute
from pages.languages import listed
from pages.spreadsheets import Value


def sheet_of(report: Report) -> list[list[Value]]:
    """The last row holds the sums, in which what two lessons share counts once."""
    kinds = [(leg.kind, str(leg.label)) for leg in report.legs]
    heads: list[Value] = [_("Lesson"), _("What it is"), _("Themes"), _("Address")]
    rows: list[list[Value]] = [[*heads, *(label for _kind, label in kinds)]]
    rows += [_row(line, [kind for kind, _label in kinds]) for line in report.lines]
    sums: list[Value] = [_("Total, each counted once"), None, None, None]
    return [*rows, [*sums, *(leg.number for leg in report.legs)]]


def _row(line: LessonLine, kinds: list[str]) -> list[Value]:
    legs: dict[str, Leg] = {leg.kind: leg for leg in line.legs}
    numbers: list[Value] = [legs[kind].number if kind in legs else None for kind in kinds]
    return [
        line.known.learnt.title,
        str(line.known.learnt.kind),
        listed(theme.name for theme in line.themes),
        absolute(line.known.url),
        *numbers,
    ]
