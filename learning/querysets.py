"""Questions about many items, each named for the page that asks it."""

import datetime
from typing import Any, Self

from django.db.models import QuerySet
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from pages.audiences import readable_by

# What a line of a list shows; the text of an item may be a hundred kilobytes.
CARD_FIELDS = (
    "pk",
    "title",
    "summary",
    "item_type",
    "language",
    "listed_at",
    "confirmed_on",
    "review_by",
    "our_address__address",
    "our_address__is_public",
    "author_organisation__name",
    "source_organisation__name",
)


class LibraryItemQuerySet(PageQuerySet):
    """Items of the library; `.visible_to(person)` comes first wherever a person looks."""

    def visible_to(self, person: Any) -> Self:
        """Live items that `person` may read; twin of `pages.permissions.can_read`."""
        return readable_by(self, person)

    def for_cards(self) -> QuerySet[Any]:
        """Rows of what one line of a list shows; as objects they would cost three times as much."""
        return self.values_list(*CARD_FIELDS, named=True)

    def newest_first(self) -> Self:
        """The order of lists; the id parts items of the same second."""
        return self.filter(listed_at__isnull=False).order_by("-listed_at", "-pk")

    def after(self, listed_at: datetime.datetime, pk: int) -> Self:
        """Older than the given place in `newest_first` (keyset paging)."""
        return self.filter(listed_at__lte=listed_at).exclude(listed_at=listed_at, pk__gte=pk)


LibraryItemManager = PageManager.from_queryset(LibraryItemQuerySet, "LibraryItemManager")
