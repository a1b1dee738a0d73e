"""When the index cannot be asked: titles from the database, and nothing else is touched."""

from typing import Any

from learning.cards import cards_for
from learning.models import LibraryItem
from search.asking import PER_PAGE, Asked
from search.engine.interface import Answer

_MOST_WORDS = 6


def search_titles(asked: Asked, person: Any) -> tuple[Answer, list[Any], bool]:
    """Items that ``person`` may read whose title holds every word; no facets, no passages."""
    items = LibraryItem.objects.visible_to(person).newest_first()
    for word in asked.words.split()[:_MOST_WORDS]:
        items = items.filter(title__icontains=word.strip('"“”«»-'))
    if "type" in asked.chosen:
        items = items.filter(item_type=asked.chosen["type"])
    if "language" in asked.chosen:
        items = items.filter(language=asked.chosen["language"])
    first = (asked.page - 1) * PER_PAGE
    found = list(items.for_cards()[first : first + PER_PAGE])
    answer = Answer([], items.count(), {}, "", False, "database", 0.0)
    return answer, cards_for(found), True
