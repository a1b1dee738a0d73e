"""The trail in plain words."""

from collections import Counter
from collections.abc import Callable, Iterable

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from impact.trails import ORIGIN, Leg
from pages.languages import listed


def sentence_of(legs: Iterable[Leg]) -> str:
    """The trail of one lesson in a sentence."""
    rows = list(legs)
    origin = next((leg for leg in rows if leg.kind == ORIGIN), None)
    words = clauses_of(rows)
    if origin is None:
        if not words:
            return _("Nothing is known yet of where it travelled.")
        return _("So far it was %(clauses)s.") % {"clauses": words}
    said = {"partnership": _apart(origin.stations[0].title), "clauses": words}
    said["themes"] = origin.stations[0].note
    more = origin.number - 1
    said["more"] = number_format(more)
    if not words:
        return (
            _("From “%(partnership)s” (%(themes)s). Nothing is known yet of where it travelled.")
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
    words = clauses_of(legs)
    said = {"number": number_format(lessons), "clauses": words}
    if not words:
        return (
            ngettext(
                "%(number)s lesson; nothing is known yet of where it travelled.",
                "%(number)s lessons; nothing is known yet of where they travelled.",
                lessons,
            )
            % said
        )
    one, many = "%(number)s lesson: %(clauses)s.", "%(number)s lessons: %(clauses)s."
    return ngettext(one, many, lessons) % said


def clauses_of(legs: Iterable[Leg]) -> str:
    """What each leg says, in a row; empty where there is none."""
    return listed(clause for leg in legs if (say := _CLAUSES.get(leg.kind)) for clause in say(leg))


def _apart(title: str) -> str:
    """A title in its own direction, whatever stands around it."""
    return f"\u2068{title}\u2069"


def _counted(one: str, many: str, number: int) -> str:
    return ngettext(one, many, number) % {"number": number_format(number)}


def _translated(leg: Leg) -> list[str]:
    number = leg.number
    one, many = "put into %(number)s more language", "put into %(number)s more languages"
    return [ngettext(one, many, number) % {"number": number_format(number)}]


def _read(leg: Leg) -> list[str]:
    """The last year alone: readers of two years may be the same."""
    year = leg.stations[-1].note
    number = sum(one.number or 0 for one in leg.stations if one.note == year)
    if not number:
        return []
    said = {"number": number_format(number), "year": year}
    return [
        ngettext(
            "read in %(number)s municipality in %(year)s",
            "read in %(number)s municipalities in %(year)s",
            number,
        )
        % said
    ]


def _asked(leg: Leg) -> list[str]:
    number = leg.number
    one, many = "asked about %(number)s time", "asked about %(number)s times"
    return [ngettext(one, many, number) % {"number": number_format(number)}]


def _used(leg: Leg) -> list[str]:
    number = leg.number
    one, many = "used in %(number)s training", "used in %(number)s trainings"
    words = [ngettext(one, many, number) % {"number": number_format(number)}]
    last = max((one.generation or 0 for one in leg.stations), default=0)
    if last:
        words.append(_("passed on to generation %(number)s") % {"number": number_format(last)})
    return words


def _trained(leg: Leg) -> list[str]:
    number = leg.number
    one, many = "learnt by %(number)s person who stayed", "learnt by %(number)s people who stayed"
    return [ngettext(one, many, number) % {"number": number_format(number)}] if number else []


def _coached(leg: Leg) -> list[str]:
    number = leg.number
    one, many = (
        "the beginning of coaching %(number)s time",
        "the beginning of coaching %(number)s times",
    )
    return [ngettext(one, many, number) % {"number": number_format(number)}] if number else []


def _placed(leg: Leg) -> list[str]:
    number = sum(1 for one in leg.stations if one.url)
    one, many = "worked on in %(number)s placement", "worked on in %(number)s placements"
    return [ngettext(one, many, number) % {"number": number_format(number)}] if number else []


def _benchmarked(leg: Leg) -> list[str]:
    number = leg.number
    one, many = "taken up in benchmarks %(number)s time", "taken up in benchmarks %(number)s times"
    return [ngettext(one, many, number) % {"number": number_format(number)}]


def _tried(leg: Leg) -> list[str]:
    """With what came of it, as who tried it says."""
    number = leg.number
    one, many = "tried by %(number)s municipality", "tried by %(number)s municipalities"
    words = ngettext(one, many, number) % {"number": number_format(number)}
    came: Counter[str] = Counter()
    for station in leg.stations:
        if station.note:
            came[station.note] += station.number or 0
    notes = listed(f"{note}: {number_format(times)}" for note, times in came.items() if times)
    return [f"{words} ({notes})" if notes else words] if number else []


def _kept(leg: Leg) -> list[str]:
    number = leg.number
    one, many = "what kept %(number)s duty to pass on", "what kept %(number)s duties to pass on"
    return [ngettext(one, many, number) % {"number": number_format(number)}] if number else []


_CLAUSES: dict[str, Callable[[Leg], list[str]]] = {
    "translated": _translated,
    "read": _read,
    "asked": _asked,
    "training": _used,
    "trained": _trained,
    "coached": _coached,
    "placed": _placed,
    "benchmark": _benchmarked,
    "tried": _tried,
    "passed-on": _kept,
}
