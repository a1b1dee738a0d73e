"""The figures as a file that a spreadsheet program opens, and takes for text and numbers only."""

import csv
import io

import openpyxl

from pages.spreadsheets import safe_cell
from training.cascade.tables import Value

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write(rows: list[list[Value]], kind: str) -> bytes:
    """The rows as `kind`; a negative number stays a number, words are made safe (U16)."""
    safe = [[safe_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    return _as_csv(safe) if kind == "csv" else _as_xlsx(safe)


def _as_csv(rows: list[list[Value]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    # Programs take a file for UTF-8 by this mark.
    return ("\ufeff" + text.getvalue()).encode()


def _as_xlsx(rows: list[list[Value]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
