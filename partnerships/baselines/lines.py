"""Baselines of one partner as change: the figures of each time, and the difference to the last."""

import datetime
from dataclasses import dataclass

from django.utils.translation import get_language_bidi

from pages.templatetags.days import day
from partnerships.models import Baseline
from partnerships.models.baseline import MEASURES

WIDTH, FULL, HEAD, ROW, BAR, MOST = 360, 200, 26, 22, 12, 5


@dataclass(frozen=True)
class Figure:
    """One score, and how it differs from the last by the same partner; "" the first time."""

    label: str
    score: int
    change: str
    evidence: str


@dataclass(frozen=True)
class Time:
    """What one partner said on one day."""

    baseline: Baseline
    figures: list[Figure]

    @property
    def hours(self) -> int:
        return sum(one.hours for one in self.baseline.staff.all())


def times_of(baselines: list[Baseline]) -> list[Time]:
    """Oldest first; each beside the last one by the same partner."""
    last: dict[int, Baseline] = {}
    times = []
    for one in baselines:
        before = last.get(one.by_organisation_id)
        times.append(Time(one, [_figure(one, before, name) for name in MEASURES]))
        last[one.by_organisation_id] = one
    return times


def label_of(name: str) -> str:
    words = str(Baseline._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return words[:1].upper() + words[1:]


def _figure(one: Baseline, before: Baseline | None, name: str) -> Figure:
    score: int = getattr(one, name)
    evidence: str = getattr(one, f"{name}_evidence")
    if before is None:
        return Figure(label_of(name), score, "", evidence)
    difference = score - getattr(before, name)
    sign = "+" if difference > 0 else "−" if difference < 0 else "±"
    return Figure(label_of(name), score, f"{sign}{abs(difference)}", evidence)


@dataclass(frozen=True)
class Bar:
    """One score of one day: solid where a partner speaks of itself, hatched where others do."""

    kind: str
    x: float
    width: float
    y: int
    text_y: int
    text_x: float
    text: str


@dataclass(frozen=True)
class Block:
    """Bars of one measure, below its name."""

    label: str
    text_y: int
    bars: list[Bar]


@dataclass(frozen=True)
class Chart:
    height: int
    begin: int
    blocks: list[Block]
    width: int = WIDTH
    bar: int = BAR


def chart_of(baselines: list[Baseline]) -> Chart | None:
    """Scores as bars, from right to left where the language is; None where there is nothing yet."""
    if not baselines:
        return None
    is_mirrored = get_language_bidi()
    blocks, top = [], 0
    for name in MEASURES:
        bars = [
            _bar(one, name, top + HEAD + place * ROW, is_mirrored)
            for place, one in enumerate(baselines)
        ]
        blocks.append(Block(label_of(name), top + 16, bars))
        top += HEAD + len(baselines) * ROW + 8
    return Chart(top, WIDTH if is_mirrored else 0, blocks)


def _bar(one: Baseline, name: str, y: int, is_mirrored: bool) -> Bar:
    score: int = getattr(one, name)
    width = FULL * score / MOST
    beside = width + 6
    return Bar(
        kind="own" if one.is_own else "others",
        x=WIDTH - width if is_mirrored else 0,
        width=width,
        y=y,
        text_y=y + BAR - 1,
        text_x=WIDTH - beside if is_mirrored else beside,
        text=f"{score} · {_short(one.on)}",
    )


def _short(on: datetime.date) -> str:
    return str(day(on))
