"""Facets of a results page in the words of the screen."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext as _

from learning.models import LibraryItem
from pages.countries import country_name
from pages.keeping import kept
from pages.languages import OWN_NAMES
from pages.querysets import themes_in_order
from people.models import Organisation
from search.asking import FILTERS, Asked
from search.kinds import KIND_LABELS, TABS

_MOST_ENTRIES = 8
_LONGEST_NUMBER = 19
Facets = Mapping[str, Sequence[tuple[str, int]]]


class Names:
    """What the values of facets are called; at most two queries."""

    def __init__(self, facets: Facets, asked: Asked, site_version: int, person: Any) -> None:
        self._by_filter: dict[str, dict[str, str]] = {
            "type": _names_of_kinds(),
            "language": OWN_NAMES,
            "size": _size_bands(),
            "contact": {"yes": _("Somebody to ask")},
            "theme": {one.slug: one.name for one in themes_in_order(site_version)},
            "organisation": _organisation_names(facets, asked, person, site_version),
        }

    def name(self, filter_name: str, value: str) -> str:
        if filter_name == "country":
            return country_name(value)
        return self._by_filter.get(filter_name, {}).get(value, value)


def facet_context(facets: Facets, asked: Asked, names: Names) -> list[dict[str, Any]]:
    """The `facets` of templates/components/facets.html; one that cannot narrow is left out.

    Kinds are tabs (search/tabs.py).
    """
    labels = _facet_labels()
    shown = []
    for filter_name, label in labels.items():
        counted = facets.get(FILTERS[filter_name], ())
        is_chosen = filter_name in asked.chosen
        if not counted or (len(counted) < 2 and not is_chosen and filter_name != "contact"):
            continue
        if filter_name == "year":
            counted = sorted(counted, reverse=True)
        most = [
            one
            for place, one in enumerate(counted)
            if place < _MOST_ENTRIES or asked.chosen.get(filter_name) == one[0]
        ]
        urls = asked.choices(filter_name, (value for value, _count in most))
        shown.append(
            {
                "key": filter_name,
                "label": label,
                "is_open": is_chosen,
                "entries": [
                    {
                        "label": names.name(filter_name, value),
                        "count": count,
                        "url": url,
                        "is_chosen": asked.chosen.get(filter_name) == value,
                    }
                    for (value, count), url in zip(most, urls, strict=True)
                ],
            }
        )
    return shown


def chip_context(asked: Asked, names: Names) -> list[dict[str, str]]:
    """The `chips` of templates/components/chips.html: what narrows the answer; a tab is no chip."""
    return [
        {"label": names.name(name, value), "remove_url": asked.without(name).url}
        for name, value in asked.chosen.items()
        if not (name == "type" and asked.is_tab_open)
    ]


def in_words(asked: Asked, names: Names) -> str:
    """What was asked as one line: the words, then what narrows them."""
    narrowed = (names.name(name, value) for name, value in asked.chosen.items())
    return " · ".join(filter(None, [asked.words, *narrowed]))


def _organisation_names(
    facets: Facets, asked: Asked, person: Any, site_version: int
) -> dict[str, str]:
    """Names of those that were counted, and of the chosen one if `person` may read of it.

    A number in an address must not call an organisation by its name that stands on nothing but
    closed texts.
    """
    counted = [value for value, _count in facets.get("organisation", ())[:_MOST_ENTRIES]]
    known = kept("organisation-names", site_version, dict[str, str])
    missing = [value for value in counted if value not in known]
    if missing:
        known |= _names_of(Organisation.objects.filter(pk__in=missing))
    names = {value: known.get(value, value) for value in counted}
    chosen = asked.chosen.get("organisation", "")
    is_number = chosen.isascii() and chosen.isdecimal() and len(chosen) < _LONGEST_NUMBER
    if is_number and chosen not in names:
        names_it = Q(author_organisation=chosen) | Q(source_organisation=chosen)
        readable = LibraryItem.objects.visible_to(person).filter(names_it)
        names |= _names_of(Organisation.objects.filter(Exists(readable), pk=chosen))
    return names


def _names_of_kinds() -> dict[str, str]:
    """Of kinds, and of tabs, which are called in the plural."""
    kinds = {key: str(label) for key, label in KIND_LABELS.items()}
    return kinds | {tab.key: str(tab.label) for tab in TABS}


def _names_of(organisations: QuerySet[Organisation]) -> dict[str, str]:
    return {str(pk): name for pk, name in organisations.values_list("pk", "name")}


def _size_bands() -> dict[str, str]:
    return {
        "village": _("Below 5,000 inhabitants"),
        "small": _("5,000 to 20,000"),
        "medium": _("20,000 to 100,000"),
        "large": _("100,000 to 500,000"),
        "metropolis": _("Above 500,000"),
    }


def _facet_labels() -> dict[str, str]:
    return {
        "theme": _("Theme"),
        "country": _("Country"),
        "language": _("Language"),
        "organisation": _("Organisation"),
        "year": _("Year"),
        "size": _("Size of the municipality"),
        "contact": _("Contact"),
    }
