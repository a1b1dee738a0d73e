"""News and events as entries of a feed, filtered in the query."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from people.models import EventPage, NewsPage


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed; `key` and `language` name it for good, whatever its address."""

    key: uuid.UUID
    language: str
    title: str
    address: str
    summary: str
    publisher: str
    published_at: datetime.datetime
    changed_at: datetime.datetime


def newest_of_spaces(person: Any, most: int, **narrowed: Any) -> list[FeedEntry]:
    """The newest news and events that `person` may read; `narrowed` filters them. Two queries."""
    entries: list[FeedEntry] = []
    for model in (NewsPage, EventPage):
        rows = model.objects.visible_to(person).newest_first().filter(**narrowed)
        entries += _entries(rows.values_list(*_FIELDS, named=True)[:most])
    return newest_first(entries)[:most]


def newest_first(entries: Iterable[FeedEntry]) -> list[FeedEntry]:
    return sorted(entries, key=lambda one: (one.published_at, str(one.key)), reverse=True)


_FIELDS = (
    *("translation_key", "language", "title", "our_address__address", "summary"),
    *("association__name", "listed_at", "last_published_at"),
)


def _entries(rows: Iterable[Any]) -> Iterable[FeedEntry]:
    for row in rows:
        yield FeedEntry(
            key=row.translation_key,
            language=row.language,
            title=row.title,
            address=row.our_address__address,
            summary=row.summary,
            publisher=row.association__name,
            published_at=row.listed_at,
            changed_at=row.last_published_at or row.listed_at,
        )
