"""Things like this one, for the page of an item."""

from typing import Any

from learning.models import LibraryItem
from search.engine.interface import SearchUnavailable
from search.engines import current_engine
from search.permissions import reader_for
from search.sources import item_key, page_id_of


def find_similar(page: LibraryItem, person: Any, limit: int) -> list[LibraryItem]:
    """Items like ``page`` in its language that ``person`` may read, most alike first.

    Comes with what cards show. Empty where the index cannot be asked.
    """
    try:
        keys = current_engine().similar(
            item_key(page.pk),
            f"{page.title}\n{page.summary}",
            page.language,
            reader_for(person),
            limit,
        )
    except SearchUnavailable:
        return []
    items = LibraryItem.objects.visible_to(person).for_cards().in_bulk(map(page_id_of, keys))
    return [items[page_id_of(key)] for key in keys if page_id_of(key) in items]
