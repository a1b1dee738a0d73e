"""The picture of a trail: time runs along the line, each kind of station has a row.

Made on the server, told apart by shape and not by colour, mirrored where the language runs from
right to left. Places along the line are per cent of its width, so that nothing is squeezed on a
telephone nor blown up on a desk; the table beside it says the same.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.timezone import localdate
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from impact.trails import ORIGIN, Leg, told
from pages.countries import country_name
from pages.registries import Station

BEGIN, END = 4.0, 94.0
ROW, TOP, FOOT = 50, 6, 30
LABEL, LINE = 15, 34
# Nearer than this they are drawn as one, with their number.
NEAR = 4.5
MOST_ROWS = 14


@dataclass(frozen=True)
class Mark:
    """A station, or several close together. `shape` is door, dot or ring."""

    x: str
    shape: str
    words: str = ""


@dataclass(frozen=True)
class Row:
    label: str
    number: str
    text_y: int
    y: int
    marks: list[Mark]


@dataclass(frozen=True)
class Step:
    """From where the lesson was first in one row to where it was first in the next."""

    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True)
class Tick:
    x: str
    label: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Picture:
    height: int
    foot_y: int
    words_y: int
    rows: list[Row]
    steps: list[Step]
    ticks: list[Tick]
    # Where a row and its words begin, and where it and its number end.
    begins_at: str
    ends_at: str
    is_any_counted: bool


class _Line:
    """Time from the first day to today, as places along the line."""

    def __init__(self, first: datetime.date, last: datetime.date) -> None:
        self.first, self.last = first, last
        self._is_mirrored = get_language_bidi()

    def place(self, day: datetime.date) -> float:
        whole = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / whole, 0.0), 1.0)
        return BEGIN + share * (END - BEGIN)

    def at(self, place: float) -> str:
        return f"{100 - place if self._is_mirrored else place:.2f}%"


def picture_of(legs: Iterable[Leg]) -> Picture | None:
    """None where no station has a day."""
    groups = _groups(list(legs))
    days = [one.on for group in groups.values() for one in group if one.on is not None]
    if not days:
        return None
    line = _Line(min(days), max(localdate(), *days))
    order = sorted(groups.items(), key=lambda one: _first(one[1]) or datetime.date.max)
    rows, steps, last = [], [], None
    for place, (label, stations) in enumerate(order):
        y = TOP + place * ROW + LINE
        rows.append(_row(line, label, stations, y))
        first = _first(stations)
        if first is not None:
            here = (line.at(line.place(first)), y)
            if last is not None:
                steps.append(Step(last[0], last[1], here[0], here[1]))
            last = here
    foot = TOP + len(rows) * ROW + 2
    return Picture(
        height=foot + FOOT,
        foot_y=foot,
        words_y=foot + 19,
        rows=rows,
        steps=steps,
        ticks=_ticks(line),
        begins_at=line.at(0),
        ends_at=line.at(100),
        is_any_counted=any(mark.shape == "ring" for row in rows for mark in row.marks),
    )


def _first(stations: list[Station]) -> datetime.date | None:
    return min((one.on for one in stations if one.on is not None), default=None)


Group = dict[tuple[str, str], list[Station]]


def _groups(legs: list[Leg]) -> Group:
    """Stations by kind and what parts it: generation and country, as long as rows are few."""
    whole: Group = {}
    for parts in (("generation", "country"), ("generation",), ()):
        whole = {
            (leg.kind, _label(leg, own[0], parts)): own
            for leg in legs
            for own in _parted(leg.stations, parts)
        }
        if len(whole) <= MOST_ROWS:
            break
    return whole


def _parted(stations: list[Station], parts: tuple[str, ...]) -> Iterable[list[Station]]:
    """Those that have one label in common; the label itself is made once for all of them."""
    found: dict[Any, list[Station]] = defaultdict(list)
    for one in stations:
        found[*((getattr(one, part) or "") for part in parts), one.on is None].append(one)
    return found.values()


def _label(leg: Leg, station: Station, parts: tuple[str, ...]) -> str:
    words: list[Any] = [leg.label]
    if "generation" in parts and station.generation:
        words.append(_("generation %(number)s") % {"number": station.generation})
    if "country" in parts and station.country:
        words.append(country_name(station.country))
    if station.on is None:
        words.append(_("all years"))
    return " · ".join(str(word) for word in words)


def _row(line: _Line, label: tuple[str, str], stations: list[Station], y: int) -> Row:
    kind, words = label
    return Row(
        label=words,
        number=number_format(told(stations, kind)),
        text_y=y - LINE + LABEL,
        y=y,
        marks=_marks(line, kind, stations),
    )


def _marks(line: _Line, kind: str, stations: list[Station]) -> list[Mark]:
    """Those of one day that are only counted, and others that are close, each with their number."""
    counted: dict[datetime.date, list[Station]] = defaultdict(list)
    for one in stations:
        if _is_counted(one):
            counted[one.on or line.last].append(one)
    marks = [
        Mark(line.at(line.place(on)), "ring", _number(own, kind)) for on, own in counted.items()
    ]
    places = sorted(line.place(one.on) for one in stations if one.on and not _is_counted(one))
    while places:
        near = [place for place in places if place - places[0] < NEAR]
        words = number_format(len(near)) if len(near) > 1 else ""
        middle = sum(near) / len(near)
        marks.append(Mark(line.at(middle), "door" if kind == ORIGIN else "dot", words))
        places = places[len(near) :]
    return marks


def _is_counted(station: Station) -> bool:
    return station.number != 1 or not station.url


def _number(stations: list[Station], kind: str) -> str:
    return number_format(told(stations, kind)) if any(one.number for one in stations) else "<5"


def _ticks(line: _Line) -> list[Tick]:
    """The first month, years where there is room, and today."""
    first = date_format(line.first, "M Y")
    ticks = [Tick(line.at(BEGIN), first, "start"), Tick(line.at(END), _("today"), "end")]
    for year in range(line.first.year + 1, line.last.year + 1):
        place = line.place(datetime.date(year, 1, 1))
        has_room = BEGIN + 26 < place < END - 16 and (
            place - line.place(datetime.date(year - 1, 1, 1)) > 12
        )
        ticks.append(Tick(line.at(place), str(year) if has_room else ""))
    return ticks
