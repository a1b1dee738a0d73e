"""Offers of mentors as documents of the index: post, place, themes; never a name.

In it are offers that everyone sees, and, for who is signed in, those for all who are signed in. A
profile says who may know a name: the page of the offer asks it, the index holds none. What a mentor
writes is for who is signed in, and so is no part of an offer that everyone finds.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from mentoring.looking.lines import posts_of
from mentoring.models import Offer
from mentoring.models.offer import OfferSeenBy
from mentoring.states import OfferState
from pages.models.audience import SIGNED_IN
from people.models import Appointment
from search.engine.interface import LANGUAGES, Document, Part
from search.rooms import (
    SIGNED_IN_SCOPE,
    Readable,
    RowsOfRoom,
    facts_of_themes,
    holding,
    shown_of,
)

TYPE = "mentor"
WORTH = 0.5
_FOUND = (OfferSeenBy.SIGNED_IN, OfferSeenBy.EVERYONE)


def _seen() -> Any:
    standing = Offer.objects.exclude(state=OfferState.CLOSED)
    rows = standing.filter(seen_by__in=_FOUND, mentor__is_active=True).select_related("mentor")
    return rows.prefetch_related("themes__parent", "languages")


def _documents(offers: list[Offer], version: int) -> Iterator[Document]:
    posts = posts_of([offer.mentor for offer in offers])
    for offer in offers:
        yield _document(offer, posts.get(offer.mentor_id), version)


def _document(offer: Offer, post: Any, version: int) -> Document:
    organisation = post.organisation if post else None
    countries = [str(organisation.country)] if organisation and organisation.country else []
    is_open = offer.seen_by == OfferSeenBy.EVERYONE
    said = "\n".join(filter(None, (organisation.name if organisation else "", _own(offer))))
    return Document(
        key=offer.scope,
        version=version,
        language=_language_of(offer),
        type=TYPE,
        title=post.post if post else "",
        scopes=[offer.scope, *([] if is_open else [SIGNED_IN_SCOPE])],
        barriers=[] if is_open else [(SIGNED_IN_SCOPE, SIGNED_IN)],
        countries=countries,
        organisations=[str(organisation.pk)] if organisation else [],
        year=offer.made_at.year,
        size_band=organisation.size_band if organisation else "",
        has_contact=True,
        worth=WORTH,
        published_at=offer.made_at,
        group=offer.scope,
        shown=shown_of([organisation.name] if organisation else [], countries, offer.made_at),
        parts=[Part(f"{offer.scope}#words", "section", "", said, offer.scope)] if said else [],
        **facts_of_themes(sorted(offer.themes.all(), key=lambda theme: theme.pk)),
    )


def _own(offer: Offer) -> str:
    return "" if offer.seen_by == OfferSeenBy.EVERYONE else offer.words


def _language_of(offer: Offer) -> str:
    """The one language in which the mentor coaches; of several none says in which a post is."""
    codes = {row.code for row in offer.languages.all()} & set(LANGUAGES)
    return codes.pop() if len(codes) == 1 else ""


def _readable(person: Any, numbers: list[Any]) -> dict[str, Readable]:
    return {
        offer.scope: Readable(
            offer.post or _("A mentor"),
            reverse("mentor", args=[offer.pk]),
            "",
            offer.seen_by == OfferSeenBy.EVERYONE,
            () if offer.seen_by == OfferSeenBy.EVERYONE else (SIGNED_IN,),
        )
        for offer in _for(person).filter(pk__in=numbers)
    }


def _for(person: Any) -> Any:
    """Offers that `person` may find, each with the oldest post of today."""
    held = Appointment.objects.holding_on().filter(person=OuterRef("mentor"))
    rows = Offer.objects.visible_to(person).filter(seen_by__in=_FOUND)
    rows = rows.exclude(state=OfferState.CLOSED).filter(mentor__is_active=True)
    return rows.annotate(post=Subquery(held.order_by("from_on", "pk").values("post")[:1]))


def _called(person: Any, words: Sequence[str]) -> Any:
    return holding(_for(person), "post", words)


MENTORS = RowsOfRoom(
    TYPE,
    UUID,
    _seen,
    _documents,
    _readable,
    _called,
    ("themes",),
    ("mentor__appointments__organisation",),
)
