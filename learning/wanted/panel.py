"""What an item's page offers for the languages it does not have."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from learning.models import LibraryItem, WantedTranslation
from pages.languages import OWN_NAMES


@dataclass(frozen=True)
class Language:
    """A language the text does not have; `name` is its own name for itself."""

    code: str
    name: str
    is_asked: bool


@dataclass(frozen=True)
class WantedPanel:
    """`first` is the reader's own language, where it is missing."""

    url: str
    first: Language | None = None
    asked: list[Language] = field(default_factory=list)
    others: list[Language] = field(default_factory=list)


def own_wishes(item: LibraryItem, person: Any) -> QuerySet[Any]:
    """Languages in which `person` asked for it, as a query of one column."""
    own = WantedTranslation.objects.filter(person=person.pk, translation_key=item.translation_key)
    return own.values_list("language", flat=True)


def wanted_on(
    item: LibraryItem, there: Iterable[str], person: Any, asked: Container[str]
) -> WantedPanel | None:
    """For a signed-in reader of a text that is not there in all languages; no query."""
    known = {item.language, *there}
    missing = [code for code, _name in settings.LANGUAGES if code not in known]
    if not person.is_authenticated or not missing:
        return None
    languages = [Language(code, OWN_NAMES.get(code, code), code in asked) for code in missing]
    free = [one for one in languages if not one.is_asked]
    first = next((one for one in free if one.code == person.language), None)
    return WantedPanel(
        url=reverse("want_translation", args=[item.pk]),
        first=first,
        asked=[one for one in languages if one.is_asked],
        others=[one for one in free if one is not first],
    )
