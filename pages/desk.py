"""What rooms need to put lines on a desk: many of one kind end in one that leads to all of them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.registries import DeskLine

MOST_OF_A_KIND = 20
Row = TypeVar("Row")


def lines_of(
    rows: QuerySet[Any, Row] | Sequence[Row], line_of: Callable[[Row], DeskLine], *, all_at: str
) -> Iterator[DeskLine]:
    """A line for each of the first rows; where there are more, one that says how many and leads to
    `all_at`, by the day of the next. One query, and another that counts where there are more.
    """
    first = list(rows[: MOST_OF_A_KIND + 1])
    for row in first[:MOST_OF_A_KIND]:
        yield line_of(row)
    if len(first) <= MOST_OF_A_KIND:
        return
    following = line_of(first[MOST_OF_A_KIND])
    found = rows.count() if isinstance(rows, QuerySet) else len(rows)
    more = found - MOST_OF_A_KIND
    yield DeskLine(
        title=ngettext("And %(number)d more", "And %(number)d more", more) % {"number": more},
        url=all_at,
        verb=_("See all of them"),
        note=following.note,
        due_on=following.due_on,
    )
