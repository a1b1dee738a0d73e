"""When the index cannot be asked: titles from the database, and nothing else is touched."""

from typing import Any

from django.db.models import Count

from learning.cards import cards_for
from learning.models import LibraryItem
from search.asking import PER_PAGE, Asked
from search.engine.finding import most_first
from search.engine.interface import Answer
from search.kinds import kinds_called

_MOST_WORDS = 6


def search_titles(asked: Asked, person: Any) -> tuple[Answer, list[Any], bool]:
    """Items that ``person`` may read whose title holds every word; no passages, and of facets
    the kinds alone.
    """
    items = LibraryItem.objects.visible_to(person).newest_first()
    for word in asked.words.split()[:_MOST_WORDS]:
        items = items.filter(title__icontains=word.strip('"“”«»-'))
    if "language" in asked.chosen:
        items = items.filter(language=asked.chosen["language"])
    # Counted before a tab narrows them, as an engine does.
    by_kind = items.order_by().values_list("item_type").annotate(number=Count("pk"))
    counted = most_first(by_kind)
    total = sum(number for kind, number in counted if asked.has_kind(kind))
    if "type" in asked.chosen:
        items = items.filter(item_type__in=kinds_called(asked.chosen["type"]))
    first = (asked.page - 1) * PER_PAGE
    found = list(items.for_cards()[first : first + PER_PAGE])
    answer = Answer([], total, {"type": counted}, "", False, "database", 0.0)
    return answer, cards_for(found), True
