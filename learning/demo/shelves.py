"""Shelves of the associations, and what readers of the demo keep on their own."""

import json
from pathlib import Path
from typing import Any

from learning.actions import keep_on_shelf, make_association_shelf, open_library_to_programme
from learning.models import LibraryItem, LibraryPage
from people.demo import organisations_by_key, persons_by_key
from people.models import AssociationMembership, Organisation

SHELVES = Path(__file__).with_name("shelves.json")


class Shelves:
    """Finds the page below which an organisation's texts stand; makes shelves that are missing."""

    def __init__(self) -> None:
        open_library_to_programme()
        organisations = organisations_by_key()
        for key, introductions in _read()["introductions"].items():
            for shelf in make_association_shelf(organisations[key]):
                if not shelf.introduction:
                    shelf.introduction = introductions[shelf.locale.language_code]
                    shelf.save()
        libraries = LibraryPage.objects.filter(depth__lte=4).select_related("locale")
        self._libraries = {
            (library.association_id, library.locale.language_code): library for library in libraries
        }
        memberships = AssociationMembership.objects.order_by("from_on")
        self._associations = dict(memberships.values_list("member_id", "association_id"))

    def below(self, organisation: Organisation, language: str) -> LibraryPage:
        """The shelf of the organisation's association, where its space speaks that language.

        Else the library of that language.
        """
        own = self._associations.get(organisation.pk)
        if organisation.kind == Organisation.Kind.ASSOCIATION:
            own = organisation.pk
        shelf = self._libraries.get((own, language))
        return shelf or self._libraries[None, language]


def plant_kept_items() -> None:
    """Put on readers' shelves what shelves.json says."""
    persons = persons_by_key()
    for key, names in _read()["kept"].items():
        for item in LibraryItem.objects.filter(external_id__in=[f"demo/{x}.md" for x in names]):
            keep_on_shelf(by=persons[key], item=item)


def _read() -> dict[str, Any]:
    shelves: dict[str, Any] = json.loads(SHELVES.read_text("utf-8"))
    return shelves
