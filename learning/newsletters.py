"""What of the library can come with a newsletter of an association."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from learning.models import LibraryItem, LibraryPage
from pages.audiences import readable_by
from pages.tree import below
from people.models import Organisation


def items(*, association: Organisation, person: Any, words: str) -> QuerySet[Page]:
    """Texts of the association's own shelves; with `words`, any whose title holds them.

    None that `person` may not read.
    """
    own = Q(pk=None)
    for path in LibraryPage.objects.filter(association=association).values_list("path", flat=True):
        own |= below(path)
    found = (
        LibraryItem.objects.filter(title__icontains=words)
        if words
        else (LibraryItem.objects.filter(own))
    )
    return readable_by(Page.objects.filter(pk__in=found.values("pk")), person)
