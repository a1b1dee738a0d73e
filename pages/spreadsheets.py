"""Sheets whose cells a spreadsheet program takes for text and numbers, and nothing else."""

import csv
import io

import openpyxl
from django.http import Http404, HttpResponse

Value = int | float | str | None

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Signs by which a program takes a cell for a formula; a tab or a line break may hide one of them.
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "|", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """`text` with an apostrophe before it where it could be a formula (safeguards U16)."""
    return f"'{text}" if text.lstrip(" ").startswith(_BEGINS_A_FORMULA) else text


def write(rows: list[list[Value]], kind: str) -> bytes:
    """The rows as `kind`; a negative number stays a number, words are made safe (U16)."""
    safe = [[safe_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    return _as_csv(safe) if kind == "csv" else _as_xlsx(safe)


def answer_with(
    rows: list[list[Value]], kind: str, name: str, *, is_private: bool = False
) -> HttpResponse:
    """The rows as a file to keep, `name.kind`; Http404 where `kind` is none of `KINDS`.

    What `is_private` is kept by no cache; its name says nothing of what is inside.
    """
    if kind not in KINDS:
        raise Http404
    response = HttpResponse(write(rows, kind), content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    if is_private:
        response["Cache-Control"] = "private, no-store"
    return response


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
