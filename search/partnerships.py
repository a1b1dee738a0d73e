"""Partnerships as documents of the index: their public summary, and only while it is public.

Not in it: papers, figures, stories, reports, baselines, risks, and who travelled.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from partnerships.models import Partnership
from partnerships.querysets import partners_in_order, with_partners
from partnerships.registry.lines import period_of
from search.engine.interface import Document, Part
from search.rooms import Readable, RowsOfRoom, facts_of_themes, holding, shown_of

SUMMARY, MOST_PARTNERS = 300, 3
TYPE = "partnership"
# There are more of them than of texts, and they say little beside their title.
WORTH = 0.4


def _public() -> Any:
    return Partnership.objects.filter(is_published=True)


def _seen() -> Any:
    return _public().prefetch_related(
        with_partners("organisation"), "countries", "themes__parent", "wordings", "activities"
    )


def _documents(partnerships: list[Partnership], version: int) -> Iterator[Document]:
    for one in partnerships:
        yield _document(one, version)


def _document(one: Partnership, version: int) -> Document:
    partners = {each.organisation_id: each.organisation for each in partners_in_order(one)}
    names = [organisation.name for organisation in partners.values()]
    countries = sorted(str(place.country) for place in one.countries.all())
    return Document(
        key=one.scope,
        version=version,
        language=one.language[:2],
        type=TYPE,
        title=one.title,
        external_id=one.identifier or "",
        summary=one.summary[:SUMMARY],
        keywords=names,
        scopes=[one.scope],
        countries=countries,
        organisations=[str(number) for number in partners],
        year=(one.first_day or one.made_at).year,
        worth=WORTH,
        published_at=one.made_at,
        group=one.scope,
        shown=shown_of(names[:MOST_PARTNERS], countries, one.made_at),
        parts=_parts(one),
        **facts_of_themes(sorted(one.themes.all(), key=lambda theme: theme.pk)),
    )


def _parts(one: Partnership) -> list[Part]:
    """Its summary, what it does, and its words in other languages, all on its one page."""
    done = sorted(one.activities.all(), key=lambda each: (each.starts_on, str(each.pk)))
    said = [
        ("summary", "", one.summary),
        ("done", "", "\n".join(f"{each.title} {each.place}" for each in done)),
        *((each.language, each.title, each.summary) for each in one.wordings.all()),
    ]
    return [
        Part(f"{one.scope}#{name}", "section", title, text, one.scope)
        for name, title, text in said
        if title or text
    ]


def _readable(_person: Any, numbers: list[Any]) -> dict[str, Readable]:
    return {
        one.scope: Readable(
            one.title,
            reverse("partnership", args=[one.pk]),
            one.language[:2],
            True,
            (),
            period_of(one),
        )
        for one in _public().filter(pk__in=numbers)
    }


def _called(_person: Any, words: Sequence[str]) -> Any:
    return holding(_public(), "title", words)


PARTNERSHIPS = RowsOfRoom(
    TYPE, UUID, _seen, _documents, _readable, _called, ("themes",), ("partners__organisation",)
)
