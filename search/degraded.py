"""When the index cannot be asked: titles from the database, and nothing else is touched."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count

from learning.cards import cards_for
from learning.models import LibraryItem
from search.asking import PER_PAGE, Asked
from search.engine.finding import most_first
from search.engine.interface import Answer
from search.hits import show_titles
from search.kinds import kinds_called
from search.rooms import RowsOfRoom
from search.sources import ROOMS

_MOST_WORDS = 6


def search_titles(asked: Asked, person: Any) -> tuple[Answer, list[Any], bool]:
    """What ``person`` may read whose title holds every word; no passages, and of facets the kinds.

    Texts first, then the kinds of rooms one after the other.
    """
    words = [word.strip('"“”«»-') for word in asked.words.split()[:_MOST_WORDS]]
    items = _items(asked, person, words)
    # Counted before a tab narrows them, as an engine does.
    by_kind = items.order_by().values_list("item_type").annotate(number=Count("pk"))
    counted: dict[str, int] = dict(by_kind)
    if "type" in asked.chosen:
        items = items.filter(item_type__in=kinds_called(asked.chosen["type"]))
    first = (asked.page - 1) * PER_PAGE
    passed = sum(number for kind, number in counted.items() if asked.has_kind(kind))
    hits: list[Any] = []
    if first < passed:
        hits += cards_for(list(items.for_cards()[first : first + PER_PAGE]))
    for rows in _rooms(asked):
        called = rows.called(person, words).order_by("pk")
        counted[rows.type] = called.count()
        if not asked.has_kind(rows.type):
            continue
        begin, left = max(0, first - passed), PER_PAGE - len(hits)
        passed += counted[rows.type]
        if left and first < passed:
            numbers = list(called.values_list("pk", flat=True)[begin : begin + left])
            hits += show_titles(rows, numbers, person)
    facets = {"type": most_first(counted.items())}
    return Answer([], passed, facets, "", False, "database", 0.0), hits, True


def _items(asked: Asked, person: Any, words: Sequence[str]) -> Any:
    items = LibraryItem.objects.visible_to(person).newest_first()
    for word in words:
        items = items.filter(title__icontains=word)
    if "language" in asked.chosen:
        items = items.filter(language=asked.chosen["language"])
    return items


def _rooms(asked: Asked) -> Sequence[RowsOfRoom]:
    """Kinds of rooms, where there are words and no filters that titles know nothing of."""
    return ROOMS if asked.words and not set(asked.chosen) - {"type"} else ()
