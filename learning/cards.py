"""One line of a list, and the facts that pages and lists show alike."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from learning.models import ItemCountry
from learning.models.item import ItemType
from pages import audiences
from pages.countries import country_name
from pages.languages import OWN_NAMES, direction_of, listed
from pages.models import Barrier

TYPE_LABELS = dict(ItemType.choices)


@dataclass(frozen=True)
class Audience:
    """Who may read a thing: `kind` for the mark, `label` for the words."""

    kind: str
    label: str


@dataclass(frozen=True)
class Card:
    """What one line of a list shows of an item; `place` is its organisation and its countries."""

    title: str
    url: str
    summary: str
    type_label: str
    organisation: str
    place: str
    language: str
    language_name: str
    is_other_language: bool
    confirmed_on: datetime.date | None
    is_stale: bool
    published_on: datetime.datetime | None
    audience: Audience | None = None

    @property
    def dir(self) -> str:
        return direction_of(self.language)


def audience_from(keys: list[str]) -> Audience:
    """The narrowest of the keys a page stands behind, in words; `public` where there is none."""
    order = {"signed-in": 0, "association": 1, "group": 2}
    key = max(keys, key=lambda one: order.get(one.partition(":")[0], 3), default="public")
    return Audience(kind=key.partition(":")[0], label=audiences.label(key))


def cards_for(rows: Sequence[Any]) -> list[Card]:
    """Cards of the rows of `.for_cards()`; one query for countries, one more for closed items."""
    today = timezone.now().date()
    language = get_language()
    closed = _barriers_of(rows)
    country_names = _country_names_of(rows)
    return [
        Card(
            title=row.title,
            url=row.our_address__address,
            summary=row.summary,
            type_label=str(TYPE_LABELS.get(row.item_type, row.item_type)),
            organisation=publisher_of(row),
            place=listed([publisher_of(row), *country_names[row.pk]], language),
            language=row.language,
            language_name=OWN_NAMES.get(row.language, row.language),
            is_other_language=row.language != language,
            confirmed_on=row.confirmed_on,
            is_stale=row.review_by is not None and row.review_by < today,
            published_on=row.listed_at,
            audience=audience_from(closed[row.pk]) if row.pk in closed else None,
        )
        for row in rows
    ]


def publisher_of(row: Any) -> str:
    """Who wrote what this row of `.for_cards()` shows, or where it was first published."""
    return row.author_organisation__name or row.source_organisation__name or ""


def _barriers_of(rows: Sequence[Any]) -> dict[int, list[str]]:
    """Audience keys by page, of those items that not everyone may read; one query or none."""
    closed = [row.pk for row in rows if not row.our_address__is_public]
    keys: dict[int, list[str]] = defaultdict(list)
    if closed:
        barriers = Barrier.objects.filter(page_id__in=closed)
        for page_id, key in barriers.values_list("page_id", "audience__key"):
            keys[page_id].append(key)
    return keys


def _country_names_of(rows: Sequence[Any]) -> dict[int, list[str]]:
    """Names of countries by item, in the editor's order; one query."""
    names: dict[int, list[str]] = defaultdict(list)
    chosen = ItemCountry.objects.filter(item_id__in=[row.pk for row in rows])
    for item_id, code in chosen.order_by("sort_order").values_list("item_id", "country"):
        names[item_id].append(country_name(str(code)))
    return names


def initials(words: Any) -> str:
    """Two letters for the door of a post, from its first two long words."""
    long = [word for word in str(words).split() if len(word) > 2] or str(words).split()
    return "".join(word[0] for word in long[:2]).upper()
