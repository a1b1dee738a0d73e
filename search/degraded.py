"""When the index cannot be asked: titles from the database, and nothing else is touched."""

from collections.abc import Sequence
from typing import Any

from learning.cards import cards_for
from learning.models import LibraryItem
from search.asking import PER_PAGE, Asked
from search.engine.interface import Answer
from search.hits import show_titles
from search.rooms import RowsOfRoom
from search.sources import ROOMS

_MOST_WORDS = 6


def search_titles(asked: Asked, person: Any) -> tuple[Answer, list[Any], bool]:
    """What ``person`` may read whose title holds every word; no facets, no passages.

    Texts first, then the kinds of rooms one after the other.
    """
    words = [word.strip('"“”«»-') for word in asked.words.split()[:_MOST_WORDS]]
    first, left = (asked.page - 1) * PER_PAGE, PER_PAGE
    items = _items(asked, person, words)
    total = items.count()
    hits: list[Any] = []
    if first < total:
        hits += cards_for(list(items.for_cards()[first : first + left]))
    for rows in _rooms(asked):
        left = PER_PAGE - len(hits)
        called = rows.called(person, words).order_by("pk")
        begin = max(0, first - total)
        total += called.count()
        if left and first < total:
            numbers = list(called.values_list("pk", flat=True)[begin : begin + left])
            hits += show_titles(rows, numbers, person)
    return Answer([], total, {}, "", False, "database", 0.0), hits, True


def _items(asked: Asked, person: Any, words: Sequence[str]) -> Any:
    items = LibraryItem.objects.visible_to(person).newest_first()
    for word in words:
        items = items.filter(title__icontains=word)
    if "type" in asked.chosen:
        items = items.filter(item_type=asked.chosen["type"])
    if "language" in asked.chosen:
        items = items.filter(language=asked.chosen["language"])
    return items


def _rooms(asked: Asked) -> list[RowsOfRoom]:
    """Kinds that are asked for; of all of them none where there are no words, or filters."""
    if not asked.words or set(asked.chosen) - {"type"}:
        return []
    kind = asked.chosen.get("type")
    return [rows for rows in ROOMS if kind in (None, rows.type)]
