"""Reads lists of people, and the like, from CSV, XLSX or pasted lines into rows of words."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

import openpyxl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages.lines import one_line
from pages.uploads import check_file

MOST_ROWS = 500
# A sheet may claim a million empty rows.
MOST_LINES = 5_000
LONGEST_CELL = 300


@dataclass(frozen=True)
class Fault:
    """What is wrong in which column of which row, and what to do."""

    number: int
    column: str
    what: str


@dataclass(frozen=True)
class Columns:
    """What the columns of a list are called, by key: on the screen, and besides, without case.

    `needed` are those that the first row must name. What is said of a list that is empty or too
    long speaks of rows where it is no list of persons.
    """

    labels: dict[str, Any]
    needed: tuple[str, ...]
    also_called: dict[str, str] = field(default_factory=dict)
    is_of_persons: bool = True

    def fault(self, row: "Row", key: str, what: str) -> Fault:
        """What is wrong in the column `key` of a row."""
        return Fault(row.number, str(self.labels[key]), what)

    def as_shown(self) -> list[dict[str, Any]]:
        """For a page that says what a list looks like."""
        return [
            {"label": label, "is_needed": key in self.needed} for key, label in self.labels.items()
        ]


@dataclass(frozen=True)
class Row:
    """`number` is the row's in the file, whose first is 1; `cells` is by key of its columns."""

    number: int
    cells: dict[str, str]


def read_table(file: IO[bytes], name: str, columns: Columns) -> list[Row]:
    """The rows below the first, which names the columns; empty ones are left out.

    Raises ValidationError, in words for the screen, for a file that is no such list, names no
    columns, or holds more than MOST_ROWS people.
    """
    kind = check_file(file, name).kind
    if kind == "csv":
        return _rows(_lines_of_csv(file), columns)
    if kind == "xlsx":
        return _rows(_lines_of_xlsx(file), columns)
    raise ValidationError(_("This is no list. Choose a file that ends in csv or xlsx."))


def read_lines(text: str, columns: Columns) -> list[Row]:
    """The same from lines that were pasted or typed: parted by tabs, semicolons or commas.

    Where the first line names no columns, they stand in the order of `columns`.
    """
    try:
        lines = list(_parted(text))
    except csv.Error as error:
        raise ValidationError(_("These lines cannot be read. Paste them once more.")) from error
    if lines and not _names_columns(lines[0], columns):
        lines.insert(0, [str(label) for label in columns.labels.values()])
        return [Row(row.number - 1, row.cells) for row in _rows(lines, columns)]
    return _rows(lines, columns)


def as_sent(rows: list[Row]) -> str:
    """Rows for a hidden field of a preview; `read_sent` reads them."""
    return json.dumps([(row.number, row.cells) for row in rows], ensure_ascii=False)


def read_sent(text: str, columns: Columns) -> list[Row]:
    """Rows as they came back from a preview, to be judged again; ValueError for anything else."""
    try:
        return [
            Row(
                int(number),
                {
                    key: one_line(str(cells[key]), LONGEST_CELL)
                    for key in columns.labels
                    if key in cells
                },
            )
            for number, cells in json.loads(text)[:MOST_ROWS]
        ]
    except (TypeError, KeyError, RecursionError, OverflowError) as error:
        raise ValueError("rows") from error


def _names_columns(line: list[str], columns: Columns) -> bool:
    called = _called(columns)
    return any(one_line(cell, LONGEST_CELL).casefold() in called for cell in line)


def _called(columns: Columns) -> dict[str, str]:
    labels = {str(label).casefold(): key for key, label in columns.labels.items()}
    return {**columns.also_called, **labels}


def _lines_of_csv(file: IO[bytes]) -> Iterator[list[str]]:
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(
            _("Names in this file cannot be read. Save it as CSV in UTF-8, or as xlsx.")
        ) from error
    return _parted(text)


def _parted(text: str) -> Iterator[list[str]]:
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


def _rows(lines: Iterable[list[str]], columns: Columns) -> list[Row]:
    numbered = enumerate(lines, start=1)
    try:
        places = _places(next(numbered, (1, []))[1], columns)
        rows: list[Row] = []
        for number, line in numbered:
            if number > MOST_LINES:
                break
            cells = _cells(places, line)
            if any(cells.values()):
                rows.append(Row(number, cells))
            if len(rows) > MOST_ROWS:
                raise ValidationError(_too_many(columns))
    except csv.Error as error:
        raise ValidationError(
            _("This file is damaged or locked. Open it, save it anew, and upload that.")
        ) from error
    if not rows:
        raise ValidationError(
            _("There is nobody in this list. Write one person on each row.")
            if columns.is_of_persons
            else _("There is nothing in this list below the row that names the columns.")
        )
    return rows


def _places(line: list[str], columns: Columns) -> dict[str, int]:
    """Where each column stands; one that is not known is left out."""
    called = _called(columns)
    places: dict[str, int] = {}
    for place, title in enumerate(line):
        key = called.get(one_line(title, LONGEST_CELL).casefold())
        if key is not None:
            places.setdefault(key, place)
    missing = [str(columns.labels[key]) for key in columns.needed if key not in places]
    if missing:
        raise ValidationError(
            _("The first row must name the columns. Add the column “%(column)s”.")
            % {"column": missing[0]}
        )
    return places


def _cells(places: dict[str, int], line: list[str]) -> dict[str, str]:
    return {
        key: one_line(line[place], LONGEST_CELL) if place < len(line) else ""
        for key, place in places.items()
    }


def _too_many(columns: Columns) -> str:
    if not columns.is_of_persons:
        return _("More than %(most)s rows are in this list. Divide it into several.") % {
            "most": MOST_ROWS
        }
    return _("More than %(most)s people are in this list. Divide it into several.") % {
        "most": MOST_ROWS
    }
