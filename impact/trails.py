"""The trail of a lesson, leg by leg, as every room tells it to one reader."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pages.registries import Lesson, Station, trail

# The order in which a reader meets them. What a room adds besides comes after.
ORDER = (
    *("from", "translated", "read", "asked", "training", "trained", "coached", "placed"),
    *("benchmark", "tried", "passed-on"),
)
# Where a lesson came from, and its own words in another language: it has not travelled by these.
BEFORE_IT_TRAVELS = ("from", "translated")
ORIGIN = "from"
TRIED = "tried"


@dataclass(frozen=True)
class Leg:
    """Stations of one kind in the order of their days, those of no day last."""

    kind: str
    label: Any
    stations: list[Station]

    @property
    def number(self) -> int:
        """How many there are as far as it may be told, each once."""
        return told(self.stations, self.kind)

    @property
    def is_more(self) -> bool:
        """Whether a room said that there are some besides, fewer than may be told."""
        return any(one.number is None for one in self.stations)


def told(stations: Iterable[Station], kind: str) -> int:
    """The sum of what is told: what two lessons share is one, what has no address is added.

    A function of numbers that the reader is shown one by one: no sum tells more than they do.
    """
    shared: dict[Any, int] = {}
    alone = 0
    for one in stations:
        if one.number is None:
            continue
        if not one.url:
            alone += one.number
        else:
            # A partnership is one, whatever was tied to it and when.
            shared[one.url if kind == ORIGIN else one] = one.number
    return alone + sum(shared.values())


def trails_of(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Leg]]:
    """Legs by the key of their lesson; as many queries for many lessons as for one."""
    rows = list(lessons)
    labels: dict[str, Any] = {}
    told_of: dict[str, dict[str, list[Station]]] = defaultdict(lambda: defaultdict(list))
    for part in trail:
        labels.setdefault(part.kind, part.label)
        for key, stations in part.stations(rows, reader).items():
            # Where two rooms tell of one kind, what both know stands there once.
            known = {one.url for one in told_of[key][part.kind]} - {""}
            told_of[key][part.kind] += [one for one in stations if one.url not in known]
    return {
        key: [
            Leg(kind, labels[kind], in_order(stations))
            for kind, stations in sorted(by_kind.items(), key=lambda one: _place(one[0]))
            if stations
        ]
        for key, by_kind in told_of.items()
    }


def together(trails: Iterable[list[Leg]], year: int | None = None) -> list[Leg]:
    """One leg for each kind, of all these trails; with a year, stations of that year alone."""
    labels: dict[str, Any] = {}
    stations: dict[str, list[Station]] = defaultdict(list)
    for legs in trails:
        for leg in legs:
            own = [one for one in leg.stations if year is None or _is_in(one, year)]
            if own:
                labels[leg.kind] = leg.label
                stations[leg.kind].extend(own)
    kinds = sorted(labels, key=_place)
    return [Leg(kind, labels[kind], in_order(stations[kind])) for kind in kinds]


def _is_in(station: Station, year: int) -> bool:
    return station.on is not None and station.on.year == year


def in_order(stations: Iterable[Station]) -> list[Station]:
    return sorted(stations, key=lambda one: (one.on is None, str(one.on or ""), one.title))


def _place(kind: str) -> tuple[int, str]:
    return (ORDER.index(kind) if kind in ORDER else len(ORDER), kind)


def has_travelled(legs: Iterable[Leg]) -> bool:
    return any(leg.kind not in BEFORE_IT_TRAVELS for leg in legs)


def is_told_of(kind: str) -> bool:
    """Whether any room of this site tells of this kind at all."""
    return any(part.kind == kind for part in trail)
