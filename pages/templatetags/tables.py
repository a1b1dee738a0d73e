"""Which columns of a table stand at the end side."""

import re
from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()

# A number with what stands around it: "68%", "US$ 2,150", "1 204,50", "14 km", "-3".
_UNIT = r"(?:[%‰€$£]|[^\W\d]{1,3})"
_NUMBER = re.compile(rf"{_UNIT}?[^\w\s]?\s?[+\-−]?\d[\d\s.,:/]*{_UNIT}?")


@register.filter
def number_columns(table: Mapping[str, Any]) -> frozenset[int]:
    """Places, from 0, of the columns whose cells below the head are numbers or empty.

    `table` is the value of a table block; a column that names its rows is never one.
    """
    rows = table["data"][1:] if table.get("first_row_is_table_header") else table["data"]
    first = 1 if table.get("first_col_is_header") else 0
    width = max((len(row) for row in rows), default=0)
    return frozenset(
        place
        for place in range(first, width)
        if _are_numbers([row[place] for row in rows if place < len(row) and row[place]])
    )


def _are_numbers(cells: list[str]) -> bool:
    return bool(cells) and all(_NUMBER.fullmatch(str(cell).strip()) for cell in cells)
