"""Things like this one, for the page of an item."""

from typing import Any

from learning.models import LibraryItem
from search.engine.interface import SearchUnavailable
from search.engines import current_engine
from search.permissions import reader_for
from search.sources import item_key, page_id_of


def find_similar(page: LibraryItem, person: Any, limit: int) -> list[Any]:
    """Rows for cards of items like ``page`` in its language, most alike first.

    Only what ``person`` may read. Empty where the index cannot be asked.
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
    ids = [page_id_of(key) for key in keys]
    rows = LibraryItem.objects.visible_to(person).filter(pk__in=ids).for_cards()
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in ids if pk in found]
