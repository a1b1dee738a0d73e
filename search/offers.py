"""Open offers of placements as documents of the index: what their public page says.

Not in it: who supervises (for who is signed in), how many applied, how many places are taken.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from internships.models import HostOffer
from internships.permissions import offers_found
from search.engine.interface import Document, Part
from search.rooms import (
    SUMMARY,
    Readable,
    RowsOfRoom,
    facts_of_themes,
    holding,
    shown_of,
    with_parents,
)

TYPE = "offer"


def _seen() -> Any:
    return offers_found().select_related("host").prefetch_related("themes__parent")


def _documents(offers: list[HostOffer], version: int) -> Iterator[Document]:
    for offer in offers:
        yield _document(offer, version)


def _readable(_person: Any, numbers: list[Any]) -> dict[str, Readable]:
    return {
        offer.scope: Readable(
            offer.title, reverse("host_offer", args=[offer.pk]), offer.language, True, ()
        )
        for offer in offers_found().filter(pk__in=numbers)
    }


def _document(offer: HostOffer, version: int) -> Document:
    host, published_at = offer.host, offer.published_at
    assert published_at is not None
    themes = with_parents(offer.themes.all())
    period = f"{offer.starts_on.isoformat()} – {offer.ends_on.isoformat()}"
    said = " ".join(filter(None, (offer.department, host.name, period)))
    countries = [str(host.country)] if host.country else []
    return Document(
        key=offer.scope,
        version=version,
        language=offer.language,
        type=TYPE,
        title=offer.title,
        summary=(offer.words or said)[:SUMMARY],
        keywords=[*(theme.name_in(offer.language) for theme in themes), host.name],
        scopes=[offer.scope],
        barriers=[],
        tags=[],
        countries=countries,
        organisations=[str(host.pk)],
        year=published_at.year,
        size_band=host.size_band or "",
        published_at=published_at,
        group=offer.scope,
        shown=shown_of([host.name], countries, published_at),
        parts=[Part(f"{offer.scope}#words", "section", "", f"{said}\n{offer.words}", offer.scope)],
        **facts_of_themes(themes),
    )


def _called(_person: Any, words: Sequence[str]) -> Any:
    return holding(offers_found(), "title", words)


OFFERS = RowsOfRoom(TYPE, UUID, _seen, _documents, _readable, _called, ("themes",), ("host",))
