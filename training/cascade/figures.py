"""How far a course travelled, counted over rows; knows no database.

A person counts once in a generation and once in all. Who is of two generations counts in both.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Took(NamedTuple):
    """That `person`, as known today, learnt in a training of `generation`."""

    generation: int
    person: int
    organisation: int | None
    is_of_town: bool
    before: int | None
    after: int | None


class Asked(NamedTuple):
    """A question sent after a training; `has_left` is the answer where there is one."""

    generation: int
    person: int
    organisation: int | None
    is_answered: bool
    has_left: bool | None


class Posts(NamedTuple):
    """Who holds a post where today, and who held one there."""

    held: frozenset[tuple[int, int]]
    ended: frozenset[tuple[int, int]]


@dataclass
class Figures:
    """One line of the table: a generation, or all of them (`generation` None)."""

    generation: int | None
    events: int = 0
    unnamed: int = 0
    persons: int = 0
    still_there: int = 0
    left: int = 0
    not_known: int = 0
    towns: int = 0
    scores: int = 0
    scored_persons: int = 0
    sum_before: int = 0
    sum_after: int = 0
    asked: int = 0
    answered: int = 0

    @property
    def net(self) -> int:
        """Those of whom it is not known that they left."""
        return self.persons - self.left

    @property
    def before(self) -> float | None:
        return self.sum_before / self.scores if self.scores else None

    @property
    def after(self) -> float | None:
        return self.sum_after / self.scores if self.scores else None


@dataclass
class _Seen:
    """Who was met while counting a line."""

    persons: set[int] = field(default_factory=set)
    there: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    towns: set[int] = field(default_factory=set)
    scored: set[int] = field(default_factory=set)


def count(
    events: Iterable[tuple[int, int, int]],
    took: Iterable[Took],
    asked: Iterable[Asked],
    posts: Posts,
) -> tuple[list[Figures], Figures]:
    """A line for each generation, and one for all. `events` are generation, number, unnamed."""
    lines: dict[int, Figures] = {}
    total = Figures(None)
    for generation, number, unnamed in events:
        lines[generation] = Figures(generation, events=number, unnamed=unnamed)
        total.events += number
        total.unnamed += unnamed
    said = _count_answers(asked, lines, total)
    seen: dict[int | None, _Seen] = defaultdict(_Seen)
    for row in took:
        is_gone = _has_left(row, said, posts)
        _see(seen[row.generation], lines[row.generation], row, is_gone)
    for line in lines.values():
        _close(line, seen[line.generation])
        _add(total, line)
    _close(total, _together(list(seen.values())))
    return [lines[generation] for generation in sorted(lines)], total


Said = dict[tuple[int, int, int | None], bool]


def _count_answers(asked: Iterable[Asked], lines: dict[int, Figures], total: Figures) -> Said:
    """Whether they said that the person left; one who says so outweighs one who denies it."""
    said: Said = {}
    for one in asked:
        for line in (lines[one.generation], total):
            line.asked += 1
            line.answered += one.is_answered
        if one.has_left is not None:
            key = (one.generation, one.person, one.organisation)
            said[key] = said.get(key, False) or one.has_left
    return said


def _has_left(row: Took, said: Said, posts: Posts) -> bool | None:
    """Whether the person left the organisation they learnt for; None where nobody knows."""
    answer = said.get((row.generation, row.person, row.organisation))
    if answer:
        return True
    if row.organisation is not None:
        post = (row.person, row.organisation)
        if post in posts.held:
            return False
        if post in posts.ended:
            return True
    return answer


def _see(seen: _Seen, line: Figures, row: Took, is_gone: bool | None) -> None:
    seen.persons.add(row.person)
    if is_gone is not None:
        (seen.gone if is_gone else seen.there).add(row.person)
    if row.is_of_town and row.organisation is not None:
        seen.towns.add(row.organisation)
    if row.before is not None and row.after is not None:
        line.scores += 1
        line.sum_before += row.before
        line.sum_after += row.after
        seen.scored.add(row.person)


def _add(total: Figures, line: Figures) -> None:
    total.scores += line.scores
    total.sum_before += line.sum_before
    total.sum_after += line.sum_after


def _together(seen: list[_Seen]) -> _Seen:
    return _Seen(
        *(
            set().union(*(getattr(one, part.name) for one in seen))
            for part in dataclasses.fields(_Seen)
        )
    )


def _close(line: Figures, seen: _Seen) -> None:
    """Who learnt for two organisations and is still in one of them has not left."""
    line.persons = len(seen.persons)
    line.still_there = len(seen.there)
    line.left = len(seen.gone - seen.there)
    line.not_known = line.persons - line.still_there - line.left
    line.towns = len(seen.towns)
    line.scored_persons = len(seen.scored)
