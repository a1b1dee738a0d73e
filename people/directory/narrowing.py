"""Lists that are narrowed by name and by filters, and read on from the last line shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import QueryDict

from pages.folding import Folded, folded
from pages.lines import one_line
from pages.paging import read_number

PAGE_SIZE = 20
LONGEST_WORDS = 100


@dataclass(frozen=True)
class Filter:
    """One way to narrow a list: its name in the address, on the screen, and what can be chosen."""

    key: str
    label: str
    options: dict[str, str]


@dataclass(frozen=True)
class Asked:
    """What the address asks for: words of a name, filters by their key, the last line shown."""

    path: str
    words: str
    chosen: dict[str, str]
    after: int | None

    def address(self, **changed: Any) -> str:
        """The same list with other filters (None takes one off), from its beginning or `after`."""
        asked = {"q": self.words, **self.chosen, **changed}
        rest = {name: value for name, value in asked.items() if value}
        return f"{self.path}?{urlencode(rest)}" if rest else self.path


def read_asked(path: str, sent: QueryDict, filters: tuple[str, ...]) -> Asked:
    """What `sent` asks of the list at `path`; 400 for a filter that the list does not have."""
    if set(sent) - {*filters, "q", "after"}:
        raise BadRequest("filter")
    after = sent.get("after", "")
    return Asked(
        path=path,
        words=one_line(sent.get("q", "")[: 2 * LONGEST_WORDS], LONGEST_WORDS),
        chosen={name: sent.get(name, "") for name in filters if sent.get(name)},
        after=read_number(after) if after else None,
    )


def check_chosen(asked: Asked, filters: Iterable[Filter]) -> None:
    """400 for a value that no filter offers: it could name what one may not know of."""
    for one in filters:
        if asked.chosen.get(one.key, "") not in {"", *one.options}:
            raise BadRequest(one.key)


def called(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Those whose name has all the words, in any order, accents and capitals aside."""
    if not words:
        return rows
    rows = rows.alias(sought_name=Folded("name"))
    for word in folded(words).split():
        rows = rows.filter(sought_name__contains=word)
    return rows


def page_of(rows: QuerySet[Any], asked: Asked) -> tuple[list[Any], bool]:
    """The lines of this page by name, and whether there are more (keyset paging).

    400 where the last line shown is none of `rows` any more.
    """
    rows = rows.order_by("name", "pk")
    if asked.after is not None:
        last = rows.filter(pk=asked.after).values_list("name", flat=True).first()
        if last is None:
            raise BadRequest("after")
        rows = rows.filter(Q(name__gt=last) | Q(name=last, pk__gt=asked.after))
    found = list(rows[: PAGE_SIZE + 1])
    return found[:PAGE_SIZE], len(found) > PAGE_SIZE


def narrowing_context(
    asked: Asked, filters: Iterable[Filter], shown: list[Any], has_more: bool
) -> dict[str, Any]:
    """What templates/people/directory/list.html shows around its lines."""
    filters = list(filters)
    return {
        "asked": asked,
        "filters": [
            {
                "key": one.key,
                "label": one.label,
                "entries": [
                    _entry(asked, one.key, value, name) for value, name in one.options.items()
                ],
            }
            for one in filters
            if one.options
        ],
        "chips": _chips(asked, filters),
        "next_url": asked.address(after=shown[-1].pk) if has_more else None,
        "first_url": asked.address() if asked.after is not None else None,
    }


def _entry(asked: Asked, key: str, value: str, name: str) -> dict[str, Any]:
    is_chosen = asked.chosen.get(key) == value
    return {
        "label": name,
        "count": None,
        "url": asked.address(**{key: None if is_chosen else value}),
        "is_chosen": is_chosen,
    }


def _chips(asked: Asked, filters: list[Filter]) -> list[dict[str, str]]:
    chips = [
        {
            "label": one.options[asked.chosen[one.key]],
            "remove_url": asked.address(**{one.key: None}),
        }
        for one in filters
        if one.key in asked.chosen
    ]
    if asked.words:
        chips.insert(0, {"label": asked.words, "remove_url": asked.address(q=None)})
    return chips
