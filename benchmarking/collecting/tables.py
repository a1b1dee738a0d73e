"""The sheet of a round: its columns, an empty one to fill in, and what its rows say."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from benchmarking.collecting.judging import Said, judge
from benchmarking.collecting.numbers import NotClear, read_number
from benchmarking.models import IndicatorVersion, ValueKind
from pages.languages import listed
from pages.spreadsheets import Value as Cell
from pages.spreadsheets import answer_with
from pages.tables import Columns, Fault, Row

COLUMNS = Columns(
    labels={
        "indicator": pgettext_lazy("column of a sheet", "indicator"),
        "kind": pgettext_lazy("column of a sheet", "applies"),
        "numerator": pgettext_lazy("column of a sheet", "numerator"),
        "denominator": pgettext_lazy("column of a sheet", "denominator"),
        "figure": pgettext_lazy("column of a sheet", "figure"),
        "note": pgettext_lazy("column of a sheet", "note"),
        "source": pgettext_lazy("column of a sheet", "source"),
    },
    needed=("indicator",),
    also_called={
        "indicator": "indicator",
        "applies": "kind",
        "kind": "kind",
        "numerator": "numerator",
        "denominator": "denominator",
        "figure": "figure",
        "note": "note",
        "source": "source",
    },
)
# What stands in the column “applies” for what is no figure.
NO_FIGURE = {
    ValueKind.NOT_APPLICABLE.value: gettext_lazy("not applicable"),
    ValueKind.MISSING.value: gettext_lazy("missing"),
}
NUMBERS = ("numerator", "denominator", "figure")


@dataclass(frozen=True)
class Entry:
    """A row that can be kept."""

    row: Row
    version: IndicatorVersion
    said: Said


@dataclass(frozen=True)
class Judged:
    entries: list[Entry]
    faults: list[Fault]
    empty: int

    def said(self) -> dict[int, Said]:
        return {entry.version.pk: entry.said for entry in self.entries}


def empty_sheet(versions: Iterable[IndicatorVersion]) -> HttpResponse:
    """A row for each indicator, in the language of the screen; what a row means stands beside."""
    lines: list[list[Cell]] = [[str(label) for label in COLUMNS.labels.values()]]
    lines += [[version.title, "", "", "", "", "", version.source] for version in versions]
    words = [str(word) for word in NO_FIGURE.values()]
    lines.append([])
    hint = _("Where there is no figure write one of these under “applies”: %(words)s.")
    lines.append(["", hint % {"words": listed(words)}])
    return answer_with(lines, "xlsx", "figures", is_private=True)


def judge_rows(
    rows: Iterable[Row], versions: Iterable[IndicatorVersion], before: dict[int, Decimal]
) -> Judged:
    """Say of each row whether it can be kept; rows that nobody filled in are counted."""
    known = {version.title.casefold(): version for version in versions}
    entries: list[Entry] = []
    faults: list[Fault] = []
    seen: set[int] = set()
    empty = 0
    for row in rows:
        title = row.cells.get("indicator", "")
        version = known.get(title.casefold())
        if not any(row.cells.get(name) for name in (*NUMBERS, "kind")) or not title:
            empty += 1
        elif version is None:
            what = _("This round has no such indicator. Leave the names as they were.")
            faults.append(_fault(row, "indicator", what))
        elif version.pk in seen:
            faults.append(_fault(row, "indicator", _("It stands here twice.")))
        else:
            seen.add(version.pk)
            said = _said(row)
            if not said.faults:
                judge(said, version, before.get(version.pk))
            wrong = [_fault(row, name, what) for name, what in said.faults.items()]
            faults += wrong
            if not wrong:
                entries.append(Entry(row, version, said))
    return Judged(entries, faults, empty)


def _fault(row: Row, column: str, what: str) -> Fault:
    return COLUMNS.fault(row, column, what)


def _said(row: Row) -> Said:
    """The cells of a row; a fault is named by its column."""
    cells = row.cells
    said = Said(
        kind=ValueKind.FIGURE.value,
        note=cells.get("note", ""),
        source=cells.get("source", ""),
    )
    kind = cells.get("kind", "").casefold()
    words = {str(word).casefold(): key for key, word in NO_FIGURE.items()}
    if kind in words or kind in NO_FIGURE:
        said.kind = words.get(kind, kind)
    elif kind and kind != ValueKind.FIGURE:
        labels = listed([str(word) for word in NO_FIGURE.values()])
        said.faults["kind"] = _("Write one of these: %(words)s.") % {"words": labels}
    for name in NUMBERS:
        try:
            setattr(said, name, read_number(cells.get(name, "")))
        except NotClear:
            said.faults[name] = _("Write thousands without a sign, like 1234 or 1234.5.")
        except ValueError:
            said.faults[name] = _("Write a number, like 1234 or 1234.5.")
    return said
