"""How well each offer fits a wish, facet by facet, in points that add up to its score.

Scored over ids: a handful of queries whatever the number of mentors, then arithmetic.
"""

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from mentoring.looking.candidates import candidates_for
from mentoring.looking.wish import WantedTheme, Wish, wanted_themes
from mentoring.models import Offer, OfferLanguage, Weight
from mentoring.models.offer import MANY_SIZES
from mentoring.models.weight import FacetKey
from mentoring.states import OfferState
from pages.registries import experience
from people.models import Appointment

# Offices are taken to work from eight to five; three hours in common are as good as nine.
OFFICE_HOURS, ENOUGH_HOURS = 9, 3
HALF, ONE_TEXT, BROADER_THEME, ONE_LANGUAGE = 0.5, 0.6, 0.5, 0.4
# What is needed must fit wholly; for these it is enough that something is there.
ENOUGH_IF_SOME = frozenset({FacetKey.LANGUAGES, FacetKey.HOURS, FacetKey.EXPERIENCE})


@dataclass(frozen=True)
class Fit:
    """One facet of one offer: a share of 0 to 1, and what it is in points of `of`.

    `fact` is what was found: a number of texts, of hours in common, or of languages.
    """

    facet: str
    share: float
    points: int
    of: int
    fact: int = 0


@dataclass(frozen=True)
class Scored:
    """One offer and why it stands where it stands; the points of its fits add up to `score`."""

    offer_id: uuid.UUID
    score: int
    of: int
    fits: tuple[Fit, ...]


@dataclass
class _Row:
    """What is compared of one offer."""

    pk: uuid.UUID
    mentor_id: int
    size: str
    level: str
    zone: str
    is_free: bool
    themes: set[int] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    texts: int = 0


def score_all(person: Any, wish: Wish) -> list[Scored]:
    """Every offer that `person` may ask and that has what is needed, best first; nine queries.

    Those of one score stand in an order that is the same every time and says nothing of anybody.
    """
    wanted = wanted_themes(wish.themes)
    rows = _read(candidates_for(person, wish), wish, wanted, person)
    points = dict(Weight.objects.values_list("facet", "points"))
    scored = [one for row in rows if (one := _score(row, wish, wanted, points)) is not None]
    return sorted(scored, key=lambda one: (-one.score, one.offer_id.int))


def _read(
    offers: QuerySet[Offer], wish: Wish, wanted: dict[str, WantedTheme], person: Any
) -> list[_Row]:
    columns = ("pk", "mentor_id", "size", "level", "time_zone", "state", "taken", "places")
    rows = [
        _Row(pk, mentor_id, size, level, zone, state == OfferState.OPEN and taken < places)
        for pk, mentor_id, size, level, zone, state, taken, places in offers.values_list(*columns)
    ]
    by_offer = {row.pk: row for row in rows}
    near = {theme for one in wanted.values() for theme in (*one.fitting, *one.broader)}
    themed = Offer.themes.through.objects.filter(theme__in=near)
    for offer_id, theme_id in themed.values_list("offer_id", "theme_id"):
        if offer_id in by_offer:
            by_offer[offer_id].themes.add(theme_id)
    spoken = OfferLanguage.objects.filter(code__in=wish.languages)
    for offer_id, code in spoken.values_list("offer_id", "code"):
        if offer_id in by_offer:
            by_offer[offer_id].languages.add(code)
    fitting = {theme for one in wanted.values() for theme in one.fitting}
    _count_texts(rows, sorted(fitting) if wish.themes else None, person)
    return rows


def _count_texts(rows: list[_Row], theme_ids: list[int] | None, person: Any) -> None:
    """How many texts that `person` may read the organisations of each mentor wrote about it."""
    written: dict[int, int] = defaultdict(int)
    for room in experience:
        for organisation_id, number in room(theme_ids=theme_ids, person=person):
            written[organisation_id] += number
    if not written:
        return
    held = Appointment.objects.holding_on().filter(organisation__in=written)
    places = defaultdict(set)
    for mentor_id, organisation_id in held.values_list("person_id", "organisation_id"):
        places[mentor_id].add(organisation_id)
    for row in rows:
        row.texts = sum(written[place] for place in places.get(row.mentor_id, ()))


def _score(
    row: _Row, wish: Wish, wanted: dict[str, WantedTheme], points: dict[str, int]
) -> Scored | None:
    """None where something needed is missing."""
    fits = []
    for facet, (share, fact) in _shares(row, wish, wanted).items():
        enough = share > 0 if facet in ENOUGH_IF_SOME else share >= 1
        if facet in wish.needed and not enough:
            return None
        most = points.get(facet, 0)
        fits.append(Fit(facet, share, round(share * most), most, fact))
    return Scored(row.pk, sum(fit.points for fit in fits), sum(fit.of for fit in fits), tuple(fits))


def _shares(row: _Row, wish: Wish, wanted: dict[str, WantedTheme]) -> dict[str, tuple[float, int]]:
    """Share and fact of each facet that was asked about."""
    shares: dict[str, tuple[float, int]] = {}
    if wish.themes:
        shares[FacetKey.THEMES] = (_share_of_themes(row, wish, wanted), 0)
    shares[FacetKey.EXPERIENCE] = ((0, ONE_TEXT, 1)[min(row.texts, 2)], row.texts)
    if wish.languages:
        number = len(row.languages)
        rest = (1 - ONE_LANGUAGE) * number / len(wish.languages)
        shares[FacetKey.LANGUAGES] = (ONE_LANGUAGE + rest if number else 0, number)
    if wish.size:
        shares[FacetKey.SIZE] = (_share_of_size(row.size, wish.size), 0)
    if wish.level:
        shares[FacetKey.LEVEL] = (float(row.level == wish.level), 0)
    hours = hours_in_common(wish.zone, row.zone, timezone.now().replace(minute=0, second=0))
    shares[FacetKey.HOURS] = (min(hours, ENOUGH_HOURS) / ENOUGH_HOURS, hours)
    shares[FacetKey.FREE] = (float(row.is_free), 0)
    return shares


def _share_of_themes(row: _Row, wish: Wish, wanted: dict[str, WantedTheme]) -> float:
    """Whole for a theme or one below it, half for the one above; one that is gone fits nobody."""
    shares = [_share_of_theme(row, wanted[slug]) for slug in wish.themes if slug in wanted]
    return sum(shares) / len(wish.themes)


def _share_of_theme(row: _Row, theme: WantedTheme) -> float:
    if row.themes & theme.fitting:
        return 1
    return BROADER_THEME if row.themes & theme.broader else 0


def _share_of_size(offered: str, wished: str) -> float:
    if offered == wished:
        return 1
    return HALF if offered == MANY_SIZES else 0


def hours_in_common(one: str, other: str, now: datetime.datetime) -> int:
    """How many hours offices in both zones work at the same time; a day apart is no distance."""
    apart = abs(_offset(one, now) - _offset(other, now)) % 24
    return max(0, int(OFFICE_HOURS - min(apart, 24 - apart)))


@lru_cache(maxsize=2000)
def _offset(zone: str, now: datetime.datetime) -> float:
    """Hours from UTC; of a name that this machine does not know, none."""
    try:
        ahead = now.astimezone(ZoneInfo(zone)).utcoffset()
    except (KeyError, ValueError):
        return 0
    return ahead.total_seconds() / 3600 if ahead is not None else 0
