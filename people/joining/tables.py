"""Reads a list of people from CSV or XLSX into rows of words, before anything is judged."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

import openpyxl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.lines import one_line
from pages.uploads import check_file

MOST_ROWS = 500
# A sheet may claim a million empty rows.
MOST_LINES = 5_000
LONGEST_CELL = 300

COLUMNS: dict[str, Any] = {
    "name": gettext_lazy("name"),
    "email": gettext_lazy("e-mail"),
    "organisation": gettext_lazy("organisation"),
    "post": gettext_lazy("post"),
    "level": gettext_lazy("level"),
    "language": gettext_lazy("language"),
}
NEEDED = ("name", "post")
# How lists name the columns besides; without case.
ALSO_CALLED = {
    "mail": "email",
    "email": "email",
    "e-mail": "email",
    "e-mail address": "email",
    "name": "name",
    "organisation": "organisation",
    "organization": "organisation",
    "municipality": "organisation",
    "post": "post",
    "position": "post",
    "level": "level",
    "language": "language",
}


@dataclass(frozen=True)
class Row:
    """`number` is the row's in the file, whose first is 1; `cells` is by column of COLUMNS."""

    number: int
    cells: dict[str, str]


def read_table(file: IO[bytes], name: str) -> list[Row]:
    """The rows below the first, which names the columns; empty ones are left out.

    Raises ValidationError, in words for the screen, for a file that is no such list, names no
    columns, or holds more than MOST_ROWS people.
    """
    kind = check_file(file, name).kind
    if kind == "csv":
        return _rows(_lines_of_csv(file))
    if kind == "xlsx":
        return _rows(_lines_of_xlsx(file))
    raise ValidationError(_("This is no list. Choose a file that ends in csv or xlsx."))


def _lines_of_csv(file: IO[bytes]) -> Iterator[list[str]]:
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(
            _("Names in this file cannot be read. Save it as CSV in UTF-8, or as xlsx.")
        ) from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return iter(csv.reader(io.StringIO(text), delimiter=delimiter))


def _lines_of_xlsx(file: IO[bytes]) -> Iterator[list[str]]:
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for cells in sheet.iter_rows(max_row=MOST_LINES, max_col=50, values_only=True):
            yield ["" if cell is None else str(cell) for cell in cells]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OSError) as error:
        raise ValidationError(
            _("This file is damaged or locked. Open it, save it anew, and upload that.")
        ) from error


def _rows(lines: Iterable[list[str]]) -> list[Row]:
    numbered = enumerate(lines, start=1)
    try:
        columns = _columns(next(numbered, (1, []))[1])
        rows: list[Row] = []
        for number, line in numbered:
            if number > MOST_LINES:
                break
            cells = _cells(columns, line)
            if any(cells.values()):
                rows.append(Row(number, cells))
            if len(rows) > MOST_ROWS:
                raise ValidationError(_too_many())
    except csv.Error as error:
        raise ValidationError(
            _("This file is damaged or locked. Open it, save it anew, and upload that.")
        ) from error
    if not rows:
        raise ValidationError(_("There is nobody in this list. Write one person on each row."))
    return rows


def _columns(line: list[str]) -> dict[str, int]:
    """Where each column stands; one that is not known is left out."""
    called = {**ALSO_CALLED, **{str(label).casefold(): key for key, label in COLUMNS.items()}}
    places: dict[str, int] = {}
    for place, title in enumerate(line):
        key = called.get(one_line(title, LONGEST_CELL).casefold())
        if key is not None:
            places.setdefault(key, place)
    missing = [str(COLUMNS[key]) for key in NEEDED if key not in places]
    if missing:
        raise ValidationError(
            _("The first row must name the columns. Add the column “%(column)s”.")
            % {"column": missing[0]}
        )
    return places


def _cells(columns: dict[str, int], line: list[str]) -> dict[str, str]:
    return {
        key: one_line(line[place], LONGEST_CELL) if place < len(line) else ""
        for key, place in columns.items()
    }


def _too_many() -> str:
    return _("More than %(most)s people are in this list. Divide it into several.") % {
        "most": MOST_ROWS
    }
