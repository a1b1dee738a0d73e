"""What a round compared, as a sheet for the group."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from benchmarking.comparing.lines import shown_value
from benchmarking.models import IndicatorVersion, Value
from pages.spreadsheets import Value as Cell
from pages.spreadsheets import answer_with
from people.copies import mark_of
from people.models import Person


def as_file(
    versions: Iterable[IndicatorVersion], values: Iterable[Value], *, by: Person, kind: str
) -> HttpResponse:
    """Its first row says whose copy it is (2C); what is no figure stands there in words."""
    known = {version.pk: version for version in versions}
    mark = _("Copy of %(name)s, %(day)s. For participants; it is not public.")
    lines: list[list[Cell]] = [[mark_of(by, mark)]]
    lines.append(
        [
            _("Indicator"),
            _("Municipality"),
            _("Figure"),
            _("Unit"),
            _("Note"),
            _("Source"),
            _("Counts unconfirmed"),
        ]
    )
    for value in values:
        version = known[value.version_id]
        figure: Cell = (
            float(value.figure) if value.figure is not None else shown_value(value, version)
        )
        lines.append(
            [
                version.title,
                value.organisation.name,
                figure,
                version.unit,
                value.note,
                value.source,
                value.accepted_because,
            ]
        )
    return answer_with(lines, kind, "compared", is_private=True)
