"""What is rolled up: lessons of a scope with their trails, sums, and what is missing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from impact.lessons import Known, lessons_known_to
from impact.scopes import Scope
from impact.telling import clauses_of, sentence_of_many
from impact.trails import TRIED, Leg, has_travelled, is_told_of, together, trails_of
from pages.models import Theme
from pages.registries import Station
from partnerships.planning.lines import ThemeLearnt, theme_lines

MOST_LESSONS, MOST_NEWEST = 100, 12


@dataclass(frozen=True)
class LessonLine:
    """One lesson, on which themes it was learnt, when last, and what each room says of it."""

    known: Known
    themes: list[Theme]
    on: date
    legs: list[Leg]

    @property
    def words(self) -> str:
        return clauses_of(self.legs)

    @property
    def has_travelled(self) -> bool:
        return has_travelled(self.legs)

    @property
    def was_tried(self) -> bool:
        return any(leg.kind == TRIED for leg in self.legs)


@dataclass(frozen=True)
class ThemeSum:
    """What was learnt on one theme, and how far that travelled."""

    theme: Theme
    url: str
    lessons: int
    legs: list[Leg]

    @property
    def words(self) -> str:
        return clauses_of(self.legs, is_sum=True)


@dataclass(frozen=True)
class PlanLine:
    """A theme of a plan: what it wants (a lesson a year of each partnership), and what came."""

    learnt: ThemeLearnt
    legs: list[Leg]

    @property
    def words(self) -> str:
        return clauses_of(self.legs, is_sum=True)


@dataclass(frozen=True)
class Report:
    """The roll-up for one reader; `year` narrows it to stations of that year."""

    scope: Scope
    year: int | None
    years: list[int]
    lines: list[LessonLine]
    legs: list[Leg]
    themes: list[ThemeSum]
    plan_lines: list[PlanLine]

    @property
    def sentence(self) -> str:
        if self.year and not self.lines:
            return _("Nothing of %(year)d is known here.") % {"year": self.year}
        return sentence_of_many(self.legs, len(self.lines))

    @property
    def shown(self) -> list[LessonLine]:
        return self.lines[:MOST_LESSONS]

    @property
    def more(self) -> int:
        return max(0, len(self.lines) - MOST_LESSONS)

    @property
    def newest(self) -> list[tuple[Leg, Station]]:
        """The last stations with a day and a name, each once."""
        dated = {
            (one.url, one.on): (leg, one)
            for leg in self.legs
            for one in leg.stations
            if one.on is not None and one.title
        }
        in_order = sorted(dated.values(), key=lambda one: str(one[1].on), reverse=True)
        return in_order[:MOST_NEWEST]

    @property
    def at_rest(self) -> list[LessonLine]:
        """Lessons of which no room knows that they travelled."""
        return [line for line in self.lines if not line.has_travelled][:MOST_LESSONS]

    @property
    def untried(self) -> list[LessonLine]:
        """Lessons that travelled, and nobody says that they tried them."""
        if not is_told_of(TRIED):
            return []
        moved = (line for line in self.lines if line.has_travelled and not line.was_tried)
        return list(moved)[:MOST_LESSONS]


def report_of(scope: Scope, reader: Any, year: int | None = None) -> Report:
    """As many queries for many lessons as for one."""
    tied: dict[str, list[tuple[int, date]]] = defaultdict(list)
    rows = scope.outputs.order_by("-tied_at", "-pk").values_list("thing", "theme", "tied_at")
    for thing, theme, at in rows:
        tied[thing].append((theme, localdate(at)))
    known = lessons_known_to(tied, reader)
    trails = trails_of([one.lesson for one in known.values()], reader)
    themes = {one.pk: one for one in Theme.objects.all()}
    lines = [
        LessonLine(
            known=one,
            themes=[themes[pk] for pk in dict.fromkeys(pk for pk, _on in tied[key])],
            on=tied[key][0][1],
            legs=together([trails.get(key, [])], year),
        )
        for key, one in known.items()
    ]
    # In a year only those count to which something came about in it.
    counted = lines if year is None else [line for line in lines if line.legs]
    return Report(
        scope=scope,
        year=year,
        years=_years_of(trails.values()),
        lines=counted,
        legs=together(line.legs for line in counted),
        themes=_sums(counted),
        plan_lines=_plan_lines(scope, counted, reader),
    )


def _years_of(trails: Iterable[list[Leg]]) -> list[int]:
    days = (one.on for legs in trails for leg in legs for one in leg.stations)
    return sorted({day.year for day in days if day is not None}, reverse=True)


def _sums(lines: list[LessonLine]) -> list[ThemeSum]:
    by_theme: dict[Theme, list[LessonLine]] = defaultdict(list)
    for line in lines:
        for theme in line.themes:
            by_theme[theme].append(line)
    found = [
        ThemeSum(
            theme=theme,
            url=reverse("impact_of_theme", args=[theme.slug]),
            lessons=len(own),
            legs=together(line.legs for line in own),
        )
        for theme, own in by_theme.items()
    ]
    return sorted(found, key=lambda one: (-one.lessons, one.theme.order, one.theme.slug))


def _plan_lines(scope: Scope, lines: list[LessonLine], reader: Any) -> list[PlanLine]:
    if scope.plan is None:
        return []
    return [
        PlanLine(one, together(line.legs for line in lines if one.theme in line.themes))
        for one in theme_lines(scope.plan, reader)
    ]
