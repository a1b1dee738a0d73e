"""Organisations as documents of the index: who they are, and what they published for everyone on.

A name is of no language, so neither is the document.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse

from learning.models import LibraryItem
from pages.languages import listed
from pages.models import Theme
from people.directory.querysets import associations_of
from people.directory.words import KIND_LABELS
from people.models import Organisation
from search.engine.interface import Document, Part
from search.rooms import SUMMARY, Readable, RowsOfRoom, facts_of_themes, holding, shown_of

TYPE = "organisation"
WORTH = 0.5


def _seen() -> Any:
    return Organisation.objects.order_by()


def _documents(organisations: list[Organisation], version: int) -> Iterator[Document]:
    numbers = [one.pk for one in organisations]
    published, joined = _published_on(numbers), associations_of(numbers)
    for one in organisations:
        names = [each.name for each in joined[one.pk]]
        yield _document(one, published[one.pk], names, version)


def _published_on(numbers: list[int]) -> dict[int, list[Theme]]:
    """Themes of what everyone may read of each organisation, by its number; two queries."""
    items = LibraryItem.objects.filter(
        author_organisation__in=numbers, live=True, our_address__is_public=True
    )
    pairs = items.exclude(themes=None).values_list("author_organisation_id", "themes").distinct()
    chosen = sorted(pairs)
    themes = Theme.objects.select_related("parent").in_bulk({theme for _one, theme in chosen})
    found: dict[int, list[Theme]] = defaultdict(list)
    for number, theme in chosen:
        found[number].append(themes[theme])
    return found


def _document(one: Organisation, on: list[Theme], above: list[str], version: int) -> Document:
    countries = [str(one.country)] if one.country else []
    said = "\n".join(filter(None, (one.region, *above, one.about)))
    return Document(
        key=one.scope,
        version=version,
        language="",
        type=TYPE,
        title=one.name,
        summary=one.about[:SUMMARY],
        scopes=[one.scope],
        countries=countries,
        organisations=[str(one.pk)],
        size_band=one.size_band,
        worth=WORTH,
        group=one.scope,
        shown=shown_of((), countries),
        parts=[Part(f"{one.scope}#about", "section", "", said, one.scope)] if said else [],
        **facts_of_themes(on),
    )


def _readable(_person: Any, numbers: list[Any]) -> dict[str, Readable]:
    return {
        one.scope: Readable(
            one.name,
            reverse("organisation", args=[one.pk]),
            "",
            True,
            (),
            listed([KIND_LABELS.get(one.kind, one.get_kind_display()), one.region]),
        )
        for one in Organisation.objects.filter(pk__in=numbers)
    }


def _called(_person: Any, words: Sequence[str]) -> Any:
    return holding(Organisation.objects.all(), "name", words)


ORGANISATIONS = RowsOfRoom(
    TYPE,
    int,
    _seen,
    _documents,
    _readable,
    _called,
    ("items_written__themes",),
    ("memberships_held__association",),
)
