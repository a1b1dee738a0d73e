"""HTML tables as the site stores them: rows of plain cells."""

import copy
from typing import Any

from lxml.html import HtmlElement

from learning.importing.links import LinkOf

# A cell that claims to be wider is a slip of the pen.
WIDEST_CELL = 30


def table_value(table: HtmlElement, link_of: LinkOf) -> dict[str, Any] | None:
    """The stored form of a table, None where it has no words.

    Cells are text: a link outside stands behind its words in brackets, other links leave their
    words. Joined cells are filled with empty ones, so that columns stay columns.
    """
    rows = [row for row in table.iter("tr") if _table_of(row) is table]
    data = [_cells(row, link_of) for row in rows]
    has_header = bool(rows) and all(cell.tag == "th" for cell in rows[0].iterchildren("th", "td"))
    if has_header and not any(data[0]):
        # Markdown cannot write a table without a first row of headings; empty ones are none.
        data, has_header = data[1:], False
    if not any(any(row) for row in data):
        return None
    width = max(len(row) for row in data)
    first_column = [next(row.iterchildren("th", "td"), None) for row in rows[1:]]
    caption = table.find("caption")
    return {
        "data": [row + [""] * (width - len(row)) for row in data],
        "first_row_is_table_header": has_header,
        "first_col_is_header": bool(first_column)
        and all(cell is not None and cell.tag == "th" for cell in first_column),
        "table_caption": "" if caption is None else " ".join(caption.text_content().split()),
    }


def _table_of(row: HtmlElement) -> HtmlElement:
    return next(row.iterancestors("table"))


def _cells(row: HtmlElement, link_of: LinkOf) -> list[str]:
    cells = []
    for cell in row.iterchildren("th", "td"):
        span = cell.get("colspan", "1")
        width = min(int(span), WIDEST_CELL) if span.isdigit() else 1
        cells += [_words(cell, link_of), *[""] * (width - 1)]
    return cells


def _words(cell: HtmlElement, link_of: LinkOf) -> str:
    cell = copy.deepcopy(cell)
    for link in cell.xpath(".//a[@href]"):
        target = link_of(link.get("href"))
        words = " ".join(link.text_content().split())
        if (
            target is not None
            and target.address
            and target.address not in (words, f"mailto:{words}")
        ):
            link.tail = f" ({target.address}){link.tail or ''}"
    for line in cell.xpath(".//br | .//p | .//li | .//div | .//td"):
        line.tail = "\n" + (line.tail or "")
    lines = (" ".join(line.split()) for line in cell.text_content().splitlines())
    return "\n".join(line for line in lines if line)
