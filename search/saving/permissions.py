"""A saved search is its person's, and nobody else's: no role opens it."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from search.models import SavedSearch


def searches_of(person: Any) -> QuerySet[SavedSearch]:
    """Those of the person, the last saved first."""
    return SavedSearch.objects.filter(person=person)


def get_saved_search_for(person: Any, pk: uuid.UUID) -> SavedSearch:
    """The guarded door to one of their own; else Http404."""
    saved = searches_of(person).filter(pk=pk).first()
    if saved is None:
        raise Http404
    return saved
