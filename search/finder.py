"""Things like this one, for the page of an item; and things like some words, for who asks."""

from typing import Any

from learning.cards import TYPE_LABELS
from learning.models import LibraryItem
from pages.registries import Found
from search.engine.interface import SearchUnavailable
from search.engines import current_engine
from search.kinds import KIND_LABELS, KINDS_OF_WORDS
from search.permissions import reader_for
from search.sources import is_row, item_key, page_id_of, page_ids_among, readable_rows

# Of the words of a question so many signs say what it is about.
LONGEST = 1_500


def find_similar(page: LibraryItem, person: Any, limit: int) -> list[Any]:
    """Rows for cards of items like ``page`` in its language, most alike first.

    Only what ``person`` may read. Empty where the index cannot be asked.
    """
    text = f"{page.title}\n{page.summary}"
    types = tuple(TYPE_LABELS)
    keys = _alike(item_key(page.pk), text, page.language, person, limit, types)
    ids = page_ids_among(keys)
    rows = LibraryItem.objects.visible_to(person).filter(pk__in=ids).for_cards()
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in ids if pk in found][:limit]


def find_by_words(words: str, language: str, person: Any, limit: int) -> list[Found]:
    """Texts, topics and offers in this language that are much like ``words``, most alike first.

    Only what ``person`` may read now. Empty where the index cannot be asked.
    """
    keys = _alike("", words[:LONGEST], language, person, limit, KINDS_OF_WORDS)
    items = LibraryItem.objects.visible_to(person).filter(pk__in=page_ids_among(keys)).for_cards()
    pages = {row.pk: row for row in items}
    rows = readable_rows(keys, person)
    found = []
    for key in keys:
        if key in rows:
            one = rows[key]
            kind = str(KIND_LABELS[key.partition(":")[0]])
            found.append(Found(one.title, one.language, one.url, kind))
        elif not is_row(key) and page_id_of(key) in pages:
            row = pages[page_id_of(key)]
            kind = str(KIND_LABELS[row.item_type])
            found.append(Found(row.title, row.language, row.our_address__address, kind))
    return found


def _alike(
    key: str, text: str, language: str, person: Any, limit: int, types: tuple[str, ...]
) -> list[str]:
    try:
        return current_engine().similar(key, text, language, reader_for(person), limit, types)
    except SearchUnavailable:
        return []
