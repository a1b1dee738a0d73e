"""The trail in plain words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from impact.trails import ORIGIN, TRIED, Leg
from pages.languages import apart, listed

# What is said of each kind that is a number and no more.
_COUNTED: dict[str, Any] = {
    "translated": ngettext_lazy(
        "translated %(number)s time", "translated %(number)s times", "number"
    ),
    "asked": ngettext_lazy("asked about %(number)s time", "asked about %(number)s times", "number"),
    "training": ngettext_lazy(
        "used in %(number)s training", "used in %(number)s trainings", "number"
    ),
    "trained": ngettext_lazy(
        "learnt by %(number)s person (not counting those who left)",
        "learnt by %(number)s people (not counting those who left)",
        "number",
    ),
    "coached": ngettext_lazy(
        "followed by coaching %(number)s time",
        "followed by coaching %(number)s times",
        "number",
    ),
    "placed": ngettext_lazy(
        "worked on in %(number)s placement", "worked on in %(number)s placements", "number"
    ),
    "benchmark": ngettext_lazy(
        "taken up in benchmarks %(number)s time",
        "taken up in benchmarks %(number)s times",
        "number",
    ),
    "tried": ngettext_lazy(
        "tried by %(number)s organisation", "tried by %(number)s organisations", "number"
    ),
    "passed-on": ngettext_lazy(
        "used %(number)s time to pass on what somebody had learnt",
        "used %(number)s times to pass on what somebody had learnt",
        "number",
    ),
}


def sentence_of(legs: Iterable[Leg]) -> str:
    """The trail of one lesson in a sentence."""
    rows = list(legs)
    origin = next((leg for leg in rows if leg.kind == ORIGIN), None)
    words = clauses_of(rows)
    if origin is None:
        if not words:
            return _("As far as we know, it has not travelled yet.")
        return _("So far it was %(clauses)s.") % {"clauses": words}
    said = {"partnership": apart(origin.stations[0].title), "clauses": words}
    said["themes"] = origin.stations[0].note
    more = origin.number - 1
    said["more"] = number_format(more)
    if not words:
        return (
            _("From “%(partnership)s” (%(themes)s). As far as we know, it has not travelled yet.")
            % said
        )
    if more:
        return (
            ngettext(
                "From “%(partnership)s” (%(themes)s) and %(more)s more partnership: %(clauses)s.",
                "From “%(partnership)s” (%(themes)s) and %(more)s more partnerships: %(clauses)s.",
                more,
            )
            % said
        )
    return _("From “%(partnership)s” (%(themes)s): %(clauses)s.") % said


def sentence_of_many(legs: Iterable[Leg], lessons: int) -> str:
    """The same for several lessons together."""
    if not lessons:
        return _("No lesson is here yet.")
    words = clauses_of(legs, is_sum=True)
    said = {"number": number_format(lessons), "clauses": words}
    if not words:
        return (
            ngettext(
                "%(number)s lesson. As far as we know, it has not travelled yet.",
                "%(number)s lessons. As far as we know, they have not travelled yet.",
                lessons,
            )
            % said
        )
    return (
        ngettext("%(number)s lesson: %(clauses)s.", "%(number)s lessons: %(clauses)s.", lessons)
        % said
    )


def clauses_of(legs: Iterable[Leg], *, is_sum: bool = False) -> str:
    """What each leg says, in a row; empty where there is none. A sum is of several lessons."""
    return listed(clause for leg in legs for clause in _clauses(leg, is_sum))


def _clauses(leg: Leg, is_sum: bool) -> Iterator[str]:
    if leg.kind == "read":
        yield _read(leg, is_sum)
        return
    if leg.kind not in _COUNTED or not leg.number:
        return
    words = _COUNTED[leg.kind] % {"number": leg.number}
    came = _what_came(leg) if leg.kind == TRIED else ""
    yield f"{words} ({came})" if came else words
    last = max((one.generation or 0 for one in leg.stations), default=0)
    if last:
        yield _("passed on to generation %(number)s") % {"number": number_format(last)}


def _read(leg: Leg, is_sum: bool) -> str:
    """The last year alone: readers of two years, and of two lessons, may be the same."""
    year = leg.stations[-1].note
    number = sum(one.number or 0 for one in leg.stations if one.note == year)
    said = {"number": number_format(number), "year": year}
    if is_sum:
        return (
            ngettext(
                "read in %(number)s municipality in %(year)s (counted for each lesson)",
                "read in %(number)s municipalities in %(year)s (counted for each lesson)",
                number,
            )
            % said
        )
    return (
        ngettext(
            "read in %(number)s municipality in %(year)s",
            "read in %(number)s municipalities in %(year)s",
            number,
        )
        % said
    )


def _what_came(leg: Leg) -> str:
    """How often each thing came of it, as those say who tried it."""
    came: Counter[str] = Counter()
    for station in leg.stations:
        if station.note:
            came[station.note] += station.number or 0
    return listed(f"{note}: {number_format(times)}" for note, times in came.items() if times)
