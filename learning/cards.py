"""One line of a list, and the facts that pages and lists show alike."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from learning.models import LibraryItem
from learning.models.item import ItemType
from pages import audiences
from pages.languages import OWN_NAMES, direction_of
from pages.models import Barrier

TYPE_LABELS = dict(ItemType.choices)


@dataclass(frozen=True)
class Audience:
    """Who may read a thing: `kind` for the mark, `label` for the words."""

    kind: str
    label: str


@dataclass(frozen=True)
class Card:
    """What one line of a list shows of an item."""

    title: str
    url: str
    summary: str
    type_label: str
    organisation: str
    language: str
    language_name: str
    is_other_language: bool
    confirmed_on: datetime.date | None
    is_stale: bool
    published_on: datetime.datetime | None
    audience: Audience | None = None
    country_names: list[str] = field(default_factory=list)

    @property
    def dir(self) -> str:
        return direction_of(self.language)


def audience_from(keys: list[str]) -> Audience:
    """The narrowest of the keys a page stands behind, in words; `public` where there is none."""
    order = {"signed-in": 0, "association": 1, "group": 2}
    key = max(keys, key=lambda one: order.get(one.partition(":")[0], 3), default="public")
    return Audience(kind=key.partition(":")[0], label=audiences.label(key))


def cards_for(items: list[LibraryItem]) -> list[Card]:
    """Cards of items fetched with `.for_cards()`; no further query for public ones."""
    today = timezone.now().date()
    language = get_language()
    closed = _barriers_of(items)
    return [
        Card(
            title=item.title,
            url=item.our_address.address,
            summary=item.summary,
            type_label=str(TYPE_LABELS.get(item.item_type, item.item_type)),
            organisation=_published_by(item),
            language=item.language,
            language_name=OWN_NAMES.get(item.language, item.language),
            is_other_language=item.language != language,
            confirmed_on=item.confirmed_on,
            is_stale=item.is_overdue(today),
            published_on=item.listed_at,
            audience=audience_from(closed[item.pk]) if item.pk in closed else None,
            country_names=[row.country.name for row in item.item_countries.all()],
        )
        for item in items
    ]


def _published_by(item: LibraryItem) -> str:
    """Who wrote it, or where it was first published."""
    organisation = item.author_organisation or item.source_organisation
    return organisation.name if organisation else ""


def _barriers_of(items: list[LibraryItem]) -> dict[int, list[str]]:
    """Audience keys by page, of those items that not everyone may read; one query or none."""
    closed = [item.pk for item in items if not item.our_address.is_public]
    keys: dict[int, list[str]] = {}
    if closed:
        rows = Barrier.objects.filter(page_id__in=closed)
        for page_id, key in rows.values_list("page_id", "audience__key"):
            keys.setdefault(page_id, []).append(key)
    return keys


def initials(words: Any) -> str:
    """Two letters for the door of a post, from its first two long words."""
    long = [word for word in str(words).split() if len(word) > 2] or str(words).split()
    return "".join(word[0] for word in long[:2]).upper()
