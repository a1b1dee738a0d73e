"""What was learnt: lines for who reads them, and counts of what nobody is told of by name."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from partnerships.models import Output
from partnerships.registries import kind_of, known_to, trail_at

FEWEST = 5


@dataclass(frozen=True)
class OutputLine:
    """A thing that was learnt, as far as the reader may know of it."""

    output: Output
    title: str
    url: str
    language: str
    kind: Any

    @property
    def trail_url(self) -> str:
        """Where it stands how far this travelled; empty where no room tells."""
        return next((address(self.output.thing) for address in trail_at), "")


@dataclass(frozen=True)
class Learning:
    """What a reader sees of outputs: lines, and numbers of kinds that are only counted."""

    lines: list[OutputLine]
    counted: list[tuple[Any, int]]

    @property
    def newest_on(self) -> datetime.date | None:
        days = [line.output.tied_at.date() for line in self.lines]
        return max(days, default=None)


def learning_of(outputs: Iterable[Output], reader: Any, *, counts_all: bool = False) -> Learning:
    """Lines of outputs; a fixed number of queries for each kind of thing.

    What is only counted is told from five on, and with `counts_all` any number (2B).
    """
    rows = list(outputs)
    known = known_to(dict.fromkeys(row.thing for row in rows), reader)
    lines: list[OutputLine] = []
    counted: Counter[Any] = Counter()
    for row in rows:
        kind = kind_of(row.thing)
        if kind is None:
            continue
        if kind.only_counted:
            counted[kind.label] += 1
        elif found := known.get(row.thing):
            lines.append(OutputLine(row, found.title, found.url, found.language, found.kind))
    told = [(label, number) for label, number in counted.items() if counts_all or number >= FEWEST]
    return Learning(lines, told)
