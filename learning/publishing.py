"""What the library has of one organisation, for its page, and who has written about a theme."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from learning.cards import cards_for
from learning.models import LibraryItem
from pages.registries import Published

NEWEST = 6


def published_by_organisation(*, organisation: Any, person: Any) -> Published:
    """Its newest items that `person` may read, in any language; three queries at most."""
    own = Q(author_organisation=organisation) | Q(source_organisation=organisation)
    items = LibraryItem.objects.visible_to(person).filter(own).newest_first()
    rows = list(items.for_cards()[: NEWEST + 1])
    everything = f"{reverse('search')}?{urlencode({'organisation': organisation.pk})}"
    return Published(cards_for(rows[:NEWEST]), everything if len(rows) > NEWEST else "")


def texts_by_organisation(*, theme_ids: list[int] | None, person: Any) -> Iterable[tuple[int, int]]:
    """How many texts each organisation wrote about these themes; one query.

    Only those that `person` may read count, and language versions of one text are one.
    """
    items = LibraryItem.objects.visible_to(person).filter(author_organisation__isnull=False)
    if theme_ids is not None:
        items = items.filter(themes__in=theme_ids)
    counted = items.order_by().values("author_organisation_id")
    number = Count("translation_key", distinct=True)
    return counted.annotate(number=number).values_list("author_organisation_id", "number")
