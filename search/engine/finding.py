"""Orders what was found by what only the moment knows, and reads it back as hits."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from search.engine.highlight import Marks
from search.engine.interface import Answer, Hit, Request
from search.engine.passages import show
from search.engine.ranking import PART_WORTH, STALE_WORTH, WINDOW
from search.engine.spelling import Mended

Place = TypeVar("Place")
# Decimals of a score: what differs behind them is the order in which an engine added it up.
_SAME_SCORE = 4


@dataclass(frozen=True, slots=True)
class Found(Generic[Place]):
    """An item on a results page, and where its best part lies."""

    score: float
    place: Place
    is_stale: bool
    part: Place | None
    tie: int


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Place]):
    """An item as the engine ranked it; ``review_by`` is an ordinal day, 0 for none.

    Of items of one worth the lower ``tie`` stands first, else the order in which they came.
    """

    score: float
    place: Place
    review_by: int
    part_score: float = 0.0
    part: Place | None = None
    tie: int = 0


def weigh(candidates: Iterable[Candidate[Place]], request: Request) -> list[Found[Place]]:
    """Add what the best part of each item is worth, and take off what being overdue costs."""
    today = (request.today or datetime.now(UTC).date()).toordinal()
    found = []
    for one in candidates:
        is_stale = bool(one.review_by) and one.review_by < today
        worth = one.score + PART_WORTH * one.part_score
        worth *= STALE_WORTH if is_stale else 1.0
        found.append(Found(worth, one.place, is_stale, one.part, one.tie))
    return found


def window(
    request: Request, first: int, total: int, ask: Callable[[int], list[Found[Place]]]
) -> list[Found[Place]]:
    """Return the items from ``first`` on; ``ask`` weighs the window that begins at a place."""
    found: list[Found[Place]] = []
    start = first - first % WINDOW
    while start < first + request.per_page and start < total:
        found += sorted(ask(start), key=lambda one: (-round(one.score, _SAME_SCORE), one.tie))
        start += WINDOW
    skipped = first % WINDOW
    return found[skipped : skipped + request.per_page]


def first_of_page(request: Request) -> int:
    """Return how many items stand before the page that was asked for."""
    return (max(1, request.page) - 1) * request.per_page


def hit_of(
    item: Mapping[str, Any],
    found: Found[Any],
    version: int,
    part: Mapping[str, Any] | None,
    marks: Marks,
    first_parts: Callable[[], Iterable[Mapping[str, Any]]],
) -> Hit:
    """Return a hit from what the index keeps of an item and of its best part."""
    passage, found_part = show(item, part, marks, first_parts)
    return Hit(
        key=item["key"],
        version=version,
        score=float(found.score),
        title=item["title"],
        language=item["language"],
        type=item["type"],
        external_id=item["external_id"],
        group=item["group"],
        shown=item["shown"],
        is_stale=found.is_stale,
        passage=passage,
        part=found_part,
    )


def answer_of(
    engine: str,
    hits: list[Hit],
    total: int,
    facets: dict[str, list[tuple[str, int]]],
    mended: Mended,
) -> Answer:
    """Return what an engine has found as an answer; how long it took is not known yet."""
    return Answer(
        hits=hits,
        total=total,
        facets=facets,
        suggestion=mended.suggestion,
        is_forgiving=mended.is_forgiving and bool(total),
        engine=engine,
        took_ms=0.0,
    )


def most_first(counted: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the values of a facet, most first; of equals, the first in the alphabet."""
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))


def facets_in_order(
    names: Sequence[str], counted: Mapping[str, list[tuple[str, int]]]
) -> dict[str, list[tuple[str, int]]]:
    """Return the facets that have a value, in the order of ``names``."""
    return {name: counted[name] for name in names if counted.get(name)}
