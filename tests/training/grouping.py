"""Which of many entries are one person: the likeliest two are put together, and looked at anew.

So does an editor who merges what is suggested: whoever is known by two lines is found by a third
that resembles either. Nothing is merged in the database here.
"""

import heapq
from collections import defaultdict
from collections.abc import Sequence
from itertools import count

from training.persons.entries import Entry
from training.persons.keys import keys_asked_by, keys_of
from training.persons.rarity import Rarity
from training.persons.recognising import LIKELY_FROM, likeness


class Groups:
    """Entries by number, put together as long as two of them are likely one person."""

    def __init__(self, entries: Sequence[Entry], rarity: Rarity | None = None) -> None:
        self.rarity = rarity or Rarity.among(entries)
        self.entries = dict(enumerate(entries))
        self.members = {number: [number] for number in self.entries}
        self._under: dict[str, set[int]] = defaultdict(set)
        self._likely: list[tuple[float, int, int]] = []
        self._numbers = count(len(entries))
        for number in self.entries:
            self._keep(number)
        for number in self.entries:
            self._compare(number, only_before=True)
        self._put_together()

    def _keep(self, number: int) -> None:
        for key in keys_of(self.entries[number]):
            self._under[key].add(number)

    def _compare(self, number: int, only_before: bool = False) -> None:
        entry = self.entries[number]
        near: set[int] = set()
        for key in keys_asked_by(entry):
            near |= self._under.get(key, set())
        for other in near:
            if other == number or other not in self.entries or (only_before and other > number):
                continue
            score = likeness(entry, self.entries[other], self.rarity).score
            if score >= LIKELY_FROM:
                pair = sorted((number, other))
                heapq.heappush(self._likely, (-score, pair[0], pair[1]))

    def _put_together(self) -> None:
        while self._likely:
            _score, one, other = heapq.heappop(self._likely)
            if one not in self.entries or other not in self.entries:
                continue
            number = next(self._numbers)
            self.entries[number] = self.entries.pop(one).with_all_of(self.entries.pop(other))
            self.members[number] = self.members.pop(one) + self.members.pop(other)
            self._keep(number)
            self._compare(number)


def groups_of(entries: Sequence[Entry], rarity: Rarity | None = None) -> list[list[int]]:
    """The places of `entries` that are likely one person, in groups of two and more."""
    members = Groups(entries, rarity).members.values()
    return [sorted(group) for group in members if len(group) > 1]
