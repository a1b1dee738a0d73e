"""A mentor on the screen: the post first, why they fit, and a name only where one may know it."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.looking.scoring import Fit, Scored
from mentoring.models import Offer
from mentoring.models.weight import FacetKey
from mentoring.words import LANGUAGES, LEVELS, SIZES
from pages.countries import country_name
from pages.languages import listed
from pages.templatetags.days import day
from people.models import Appointment, Person
from people.visibility import visible_fields_of


@dataclass(frozen=True)
class FitLine:
    """One facet in words: `mark` is "fits", "in-part" or "fits-not"."""

    label: str
    mark: str
    points: int
    of: int


@dataclass(frozen=True)
class MentorLine:
    """One mentor of a list. `post` and `place` are part of the offer; `name` may be empty."""

    offer: Offer
    post: str
    place: str
    organisation: str
    name: str
    population: int | None
    themes: list[str]
    languages: list[str]
    level: str
    size: str
    url: str
    score: int
    of: int
    fits: list[FitLine]

    @property
    def who(self) -> str:
        """What the mentor is called in a heading."""
        return self.post or self.name or _("A mentor")

    @property
    def town(self) -> str:
        """What the mentor is called on a button."""
        return self.organisation or self.who


def offers_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Offer]:
    """Offers with what a line shows of them; five queries however many they are."""
    rows = Offer.objects.filter(pk__in=list(ids)).select_related("mentor")
    return {offer.pk: offer for offer in rows.prefetch_related("themes", "languages")}


def mentor_lines(scored: Sequence[Scored], viewer: Any) -> list[MentorLine]:
    """Lines in the order of `scored`; seven queries however many they are."""
    offers = offers_by_id(one.offer_id for one in scored)
    posts = posts_of([offer.mentor for offer in offers.values()])
    fields = visible_fields_of([offer.mentor for offer in offers.values()], viewer)
    return [
        _line(offers[one.offer_id], one, posts, fields[offers[one.offer_id].mentor_id])
        for one in scored
        if one.offer_id in offers
    ]


def posts_of(persons: Iterable[Person]) -> dict[int, Any]:
    """The oldest post of today of each person by their number; one query."""
    ids = [person.pk for person in persons]
    found: dict[int, Any] = {}
    held = Appointment.objects.holding_on().filter(person__in=ids).select_related("organisation")
    for post in held.order_by("-from_on", "-pk"):
        found[post.person_id] = post
    return found


def place_of(post: Any) -> str:
    """Organisation and country of a post; empty for none."""
    if post is None:
        return ""
    country = post.organisation.country
    return listed([post.organisation.name, country_name(str(country)) if country else ""])


def _line(
    offer: Offer, scored: Scored, posts: dict[int, Any], fields: frozenset[str]
) -> MentorLine:
    post = posts.get(offer.mentor_id)
    return MentorLine(
        offer=offer,
        post=post.post if post else "",
        place=place_of(post),
        organisation=post.organisation.name if post else "",
        name=offer.mentor.name if "name" in fields else "",
        population=post.organisation.population if post else None,
        themes=[theme.name for theme in offer.themes.all()],
        languages=[LANGUAGES.get(row.code, row.code) for row in offer.languages.all()],
        level=str(LEVELS[offer.level]),
        size=str(SIZES[offer.size]),
        url=reverse("mentor", args=[offer.pk]),
        score=scored.score,
        of=scored.of,
        fits=[fit_line(fit, offer) for fit in scored.fits],
    )


def fit_line(fit: Fit, offer: Offer) -> FitLine:
    """One facet of `offer` in words."""
    mark = "fits" if fit.share >= 1 else "in-part" if fit.share > 0 else "fits-not"
    return FitLine(label=_in_words(fit, offer), mark=mark, points=fit.points, of=fit.of)


def _in_words(fit: Fit, offer: Offer) -> str:
    match fit.facet:
        case FacetKey.THEMES:
            names = listed([theme.name for theme in offer.themes.all()][:3])
            return _("Theme: %(names)s") % {"names": names}
        case FacetKey.EXPERIENCE:
            text = ngettext(
                "Has done it: %(number)d text here", "Has done it: %(number)d texts here", fit.fact
            )
            return text % {"number": fit.fact} if fit.fact else _("Has done it: no text here yet")
        case FacetKey.LANGUAGES:
            names = listed([LANGUAGES.get(row.code, row.code) for row in offer.languages.all()])
            return _("Languages: %(names)s") % {"names": names}
        case FacetKey.SIZE:
            return _("Size of town: %(size)s") % {"size": SIZES[offer.size]}
        case FacetKey.LEVEL:
            return _("Level: %(level)s") % {"level": LEVELS[offer.level]}
        case FacetKey.HOURS:
            text = ngettext(
                "Hours: %(number)d you both work", "Hours: %(number)d you both work", fit.fact
            )
            return text % {"number": fit.fact} if fit.fact else _("Hours: none you both work")
    return _free_in_words(offer)


def _free_in_words(offer: Offer) -> str:
    if offer.paused_until is not None:
        return _("Free: from %(day)s") % {"day": day(offer.paused_until)}
    if offer.free_places <= 0:
        return _("Free: no place at present")
    text = ngettext("Free: %(number)d place now", "Free: %(number)d places now", offer.free_places)
    return text % {"number": offer.free_places}
