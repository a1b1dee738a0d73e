"""Lists as CSV and XLSX, with what their page shows to the same reader."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from pages.addresses import absolute
from pages.spreadsheets import Value
from partnerships.registry.lines import PartnershipLine


def sheet_of(lines: Iterable[PartnershipLine]) -> list[list[Value]]:
    """A row for each partnership, after one that names the columns."""
    head: list[Value] = [
        _("Title"),
        _("Partners"),
        _("Countries"),
        _("Themes"),
        _("State"),
        _("First day"),
        _("Last day"),
        _("IATI identifier"),
        _("Address"),
    ]
    return [head, *map(_row, lines)]


def _row(line: PartnershipLine) -> list[Value]:
    one = line.partnership
    return [
        line.title,
        "; ".join(line.partners),
        line.countries,
        "; ".join(line.themes),
        str(one.get_status_display()),
        one.first_day.isoformat() if one.first_day else None,
        one.last_day.isoformat() if one.last_day else None,
        one.identifier,
        absolute(line.url),
    ]
