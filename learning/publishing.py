"""What the library has of one organisation, for its page."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
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
