"""Rows of the rooms as documents of the index: topics of the boards, offers of placements,
benchmarks.

Each kind says what is found of it; how rows are walked, batch by batch, is said here once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from search.engine.interface import Document

BATCH = 100


class Readable(NamedTuple):
    """What a hit shows of a row as it is now, and with which audiences it is closed."""

    title: str
    url: str
    language: str
    is_public: bool
    audience_keys: tuple[str, ...]


@dataclass(frozen=True)
class RowsOfRoom:
    """A kind of rows: `seen` are those in the index, `documents` makes a batch of them documents.

    `readable` gives of some rows those that a person may read now, by key.
    """

    type: str
    number_of: Callable[[str], Any]
    seen: Callable[[], Any]
    documents: Callable[[list[Any], int], Iterator[Document]]
    readable: Callable[[Any, list[Any]], dict[str, Readable]]

    def owns(self, key: str) -> bool:
        """Whether the key is that of a row of this kind or of a place in one."""
        return key.startswith(f"{self.type}:")

    def numbers_among(self, keys: Iterable[str]) -> list[Any]:
        """The rows that these keys, or targets of parts, stand for."""
        own = (key.partition("#")[0] for key in keys if self.owns(key))
        return list(dict.fromkeys(self.number_of(key.partition(":")[2]) for key in own))

    def count(self) -> int:
        """How many rows of this kind are found."""
        found: int = self.seen().count()
        return found

    def all_documents(self, version: int) -> Iterator[Document]:
        """Every one, in the order of numbers."""
        last: Any = None
        while True:
            rows = self.seen().order_by("pk")
            found = list((rows if last is None else rows.filter(pk__gt=last))[:BATCH])
            if not found:
                return
            last = found[-1].pk
            yield from self.documents(found, version)

    def documents_for(self, numbers: Sequence[Any], version: int) -> Iterator[Document]:
        """Those among these numbers that are found."""
        for start in range(0, len(numbers), BATCH):
            some = list(self.seen().filter(pk__in=numbers[start : start + BATCH]))
            yield from self.documents(some, version)

    def readable_among(self, keys: Iterable[str], person: Any) -> dict[str, Readable]:
        """What `person` may read of them now; no query where there are none."""
        numbers = self.numbers_among(keys)
        return self.readable(person, numbers) if numbers else {}
