"""Stations of the trail of a lesson."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .registry import Registry


@dataclass(frozen=True)
class Lesson:
    """What others can learn from: `key` names it as rooms tie it, e.g. `training:` and a number.

    Of a text, `page_ids` are all its language versions; of anything else there are none.
    """

    key: str
    page_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Station:
    """A place that a lesson has passed, as far as the reader it was asked for may know of it.

    `number` says how many it stands for: one, with title and address, or many that are only
    counted; None where they are fewer than may be told. An address where many are counted leads to
    the page that says so: two lessons that name it mean the same ones. `note` is said beside it, in
    the language of the screen. `generation` is how often it was passed on before, where known.
    """

    number: int | None = 1
    on: date | None = None
    title: str = ""
    url: str = ""
    country: str = ""
    note: str = ""
    generation: int | None = None


@dataclass(frozen=True)
class TrailPart:
    """Stations of one kind, e.g. trainings: what the kind is called, and who knows them.

    `stations` is called with lessons and a reader (None is everyone) and gives stations by the key
    of their lesson; with the same number of queries for each number of lessons, and writes nothing.
    """

    kind: str
    label: Any
    stations: Callable[[Iterable[Lesson], Any], dict[str, list[Station]]]


trail: Registry[TrailPart] = Registry("stations of the trail of a lesson")
