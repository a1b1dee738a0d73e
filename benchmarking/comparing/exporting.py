"""What a round compared, as a sheet for the group."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from benchmarking.comparing.lines import shown_value
from benchmarking.models import IndicatorVersion, Value
from pages.spreadsheets import KINDS, write
from pages.spreadsheets import Value as Cell
from people.models import Person


def as_file(
    versions: Iterable[IndicatorVersion], values: Iterable[Value], *, by: Person, kind: str
) -> HttpResponse:
    """Its first row says whose copy it is (2C); what is no figure stands there in words."""
    known = {version.pk: version for version in versions}
    now = timezone.localtime(timezone.now(), by.zone)
    mark = _("Copy of %(name)s, %(day)s. For participants; it is not public.")
    lines: list[list[Cell]] = [[mark % {"name": by.name, "day": f"{now:%Y-%m-%d %H:%M %Z}"}]]
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
    response = HttpResponse(write(lines, kind), content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="compared.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response
