"""A list that lower rooms keep and higher rooms fill."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """An ordered list that rooms above fill; adding the same entry twice keeps one."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        self._entries: list[Entry] = []

    def add(self, entry: Entry) -> Entry:
        if entry not in self._entries:
            self._entries.append(entry)
        return entry

    def add_all(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.add(entry)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __repr__(self) -> str:
        return f"<Registry: {self.purpose}, {len(self._entries)} entries>"
