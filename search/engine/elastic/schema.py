"""How the rows of an item become documents: one for itself, one for each of its parts.

The version of a row is that of its item, given from outside, so that the server itself refuses to
put an older one in the place of a newer one.
"""

import hashlib
from collections.abc import Iterator

from search.engine.elastic.client import Body
from search.engine.interface import Document
from search.engine.rows import ItemRow, rows_of


def item_id(key: str) -> str:
    """Return the id of an item's row; keys may be longer than the server's ids."""
    return hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=16).hexdigest()


def put(document: Document, parts_before: int = 0) -> Iterator[Body]:
    """Yield what puts the rows of an item in the place of those before, and removes the rest."""
    item = rows_of(document)
    name = item_id(item.key)
    yield _action("index", name, item.version, _item_source(item))
    for place, part in enumerate(item.parts):
        source = {
            "kind": "part",
            "owner": item.key,
            "place": place,
            f"{item.shelf}part_{item.language}": part.terms,
            "stored": part.stored,
        }
        yield _action("index", f"{name}-{place}", item.version, source)
    yield from remove_parts(name, item.version, range(len(item.parts), parts_before))


def remove(name: str, version: int, parts: int) -> Iterator[Body]:
    """Yield what removes an item that is there in this version with so many parts.

    The version stays behind for a minute, so that an older one that is under way finds it.
    """
    yield _action("delete", name, version)
    yield from remove_parts(name, version, range(parts))


def remove_parts(name: str, version: int, places: range) -> Iterator[Body]:
    """Yield what removes some of the parts of an item."""
    for place in places:
        yield _action("delete", f"{name}-{place}", version)


def _action(operation: str, name: str, version: int, source: Body | None = None) -> Body:
    action = {
        "_op_type": operation,
        "_id": name,
        "version": version,
        # Also the same version: what is written is always read anew from the database.
        "version_type": "external_gte",
    }
    return action if source is None else {**action, "_source": source}


def _item_source(item: ItemRow) -> Body:
    facts = {name: list(dict.fromkeys(values)) for name, values in item.facts if values}
    return {
        "kind": "item",
        "shelf": item.shelf,
        "owner": item.key,
        "place": len(item.parts),
        "review_by": item.review_by,
        "published_at": item.published_at,
        "worth": item.worth,
        "title_key": item.title_key,
        "title_words": item.title_words,
        **facts,
        f"{item.shelf}title_{item.language}": item.title,
        f"{item.shelf}text_{item.language}": item.text,
        f"{item.shelf}trace_{item.language}": item.traces,
        f"{item.shelf}words_{item.language}": item.spellings.split(),
        **{f"theme_{language}": terms for language, terms in item.themes.items()},
        "stored": item.stored,
    }
