"""What a person may not find, read from the database for each question."""

from functools import lru_cache
from typing import Any

from django.db.models import Exists, Subquery

from pages.audiences import closed_scopes, keys_for
from pages.models import PageAudience, SiteVersion
from search.models import IndexChange

# Their index rows may still say what was true before: hidden until the index has followed.
_HIDING = (IndexChange.Kind.REMOVED, IndexChange.Kind.MOVED)


class _Known:
    """A person's audiences, hashed by their keys: what they may not enter hangs on these alone."""

    def __init__(self, person: Any) -> None:
        self.person = person
        self.keys = keys_for(person)

    def __hash__(self) -> int:
        return hash(self.keys)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self.keys == other.keys


def excluded_scopes(person: Any) -> frozenset[str]:
    """Keys of everything this person may not enter, and of what has moved or gone since indexing.

    One query reads the version of the library, which moves with every audience in its transaction;
    the closed scopes are read again only when it has moved.
    """
    newest = PageAudience.objects.order_by("-pk").values("translation_key")[:1]
    *version, is_hiding = (
        SiteVersion.objects.filter(pk=1)
        .values_list(
            "number", Subquery(newest), Exists(IndexChange.objects.filter(kind__in=_HIDING))
        )
        .get()
    )
    closed = _closed_scopes(_Known(person), tuple(version))
    return closed | hidden_scopes() if is_hiding else closed


def hidden_scopes() -> frozenset[str]:
    """Keys of pages that moved or went and are still in the index as they were."""
    pending = IndexChange.objects.filter(kind__in=_HIDING).values_list("page_id", flat=True)
    return frozenset(scope_of(page_id) for page_id in pending.distinct())


def scope_of(page_id: int) -> str:
    """The key of one page, in one language, among the scopes of a document."""
    return f"page:{page_id}"


@lru_cache(maxsize=64)
def _closed_scopes(known: _Known, version: tuple[Any, ...]) -> frozenset[str]:
    # The version is part of the key only: a change of any audience makes a new one.
    return closed_scopes(known.person)
