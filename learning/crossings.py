"""Texts that crossed from one language into another: the line of arcs on the home page.

A filled dot gave, an open ring took it up, an arch joins them; the same is told in words beside it.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from learning.models import LibraryItem
from pages.keeping import kept
from pages.languages import OWN_NAMES, direction_of

# Only the latest are counted, so that a large library costs no more than a small one.
LATEST = 200
TOLD_IN_WORDS = 3
# Units of the drawing: its width, where the dots stand, and how far the feet of a language are
# apart when it both gave and took.
WIDTH = 460
BASE = 128
FOOT = 9
LOWEST_ARCH = 40
ARCH_STEP = 27


@dataclass(frozen=True)
class Crossing:
    """A public text and the language its original is written in."""

    title: str
    url: str
    language: str
    from_language: str

    @property
    def dir(self) -> str:
        return direction_of(self.language)

    @property
    def name(self) -> str:
        return OWN_NAMES[self.language]

    @property
    def from_name(self) -> str:
        return OWN_NAMES[self.from_language]


@dataclass(frozen=True)
class Station:
    """A language on the line; `gave_x` and `took_x` are None where it did neither."""

    name: str
    language: str
    x: int
    gave_x: int | None
    took_x: int | None


@dataclass(frozen=True)
class ArcLine:
    """What templates/pages/crossings.html draws: `arches` are SVG paths, `crossed` a few texts."""

    stations: tuple[Station, ...]
    arches: tuple[str, ...]
    crossed: tuple[Crossing, ...]


def arc_line(language: str, site_version: int | None) -> ArcLine | None:
    """The line as a reader of `language` sees it, from the right in Arabic; None without crossings.

    Public texts only, for everybody. One query, kept as long as the library does not move.
    """
    return line_of(kept("crossings", site_version, _latest_crossings), language)


def line_of(crossings: list[Crossing], language: str) -> ArcLine | None:
    """The drawing of these crossings, those into `language` told first; None for none."""
    if not crossings:
        return None
    pairs = Counter((one.from_language, one.language) for one in crossings)
    stations = _stations(set(pairs), is_from_the_right=direction_of(language) == "rtl")
    mine_first = sorted(crossings, key=lambda one: one.language != language)
    return ArcLine(
        stations=tuple(stations.values()),
        arches=tuple(_arch(stations[giver], stations[taker]) for giver, taker in sorted(pairs)),
        crossed=tuple(mine_first[:TOLD_IN_WORDS]),
    )


def _latest_crossings() -> list[Crossing]:
    originals = LibraryItem.objects.visible_to(None).filter(
        translation_key=OuterRef("translation_key"), is_original=True
    )
    rows = (
        LibraryItem.objects.visible_to(None)
        .newest_first()
        .filter(is_original=False)
        .annotate(from_language=Subquery(originals.values("language")[:1]))
        .values_list("title", "our_address__address", "language", "from_language")[:LATEST]
    )
    return [
        Crossing(title=title, url=url, language=language, from_language=from_language)
        for title, url, language, from_language in rows
        if from_language in OWN_NAMES and language in OWN_NAMES and from_language != language
    ]


def _stations(pairs: set[tuple[str, str]], *, is_from_the_right: bool) -> dict[str, Station]:
    givers = {giver for giver, _taker in pairs}
    takers = {taker for _giver, taker in pairs}
    span = WIDTH / len(OWN_NAMES)
    stations = {}
    for place, (language, name) in enumerate(OWN_NAMES.items()):
        x = round(span * (place + 0.5))
        step = FOOT if language in givers and language in takers else 0
        if is_from_the_right:
            x, step = WIDTH - x, -step
        stations[language] = Station(
            name=name,
            language=language,
            x=x,
            gave_x=x - step if language in givers else None,
            took_x=x + step if language in takers else None,
        )
    return stations


def _arch(giver: Station, taker: Station) -> str:
    """A half ellipse above the line, wider ones higher."""
    feet = sorted((giver.gave_x or 0, taker.took_x or 0))
    width = feet[1] - feet[0]
    steps = round(width / (WIDTH / len(OWN_NAMES)))
    height = LOWEST_ARCH + ARCH_STEP * (steps - 1)
    return f"M{feet[0]} {BASE}A{width / 2:g} {height} 0 0 1 {feet[1]} {BASE}"
