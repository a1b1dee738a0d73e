"""How rare a name, a number or a place is: agreeing in what everybody has tells nothing."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from .entries import Entry


@dataclass
class Rarity:
    """How often words, numbers, addresses and organisations stand among `known` persons."""

    known: int = 1
    sounds: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    mailboxes: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)

    @classmethod
    def among(cls, entries: Iterable[Entry]) -> "Rarity":
        rarity = cls(known=0)
        for entry in entries:
            rarity.known += 1
            rarity.sounds.update({word.sound for name in entry.names for word in name})
            rarity.numbers.update(entry.numbers)
            rarity.mailboxes.update(entry.mailboxes)
            rarity.places.update(entry.places)
        return rarity

    def of(self, counted: Counter[str], key: str) -> float:
        """The weight of agreeing in `key`: the logarithm of how seldom it is."""
        return max(0.0, self.size - math.log(counted[key] + 1))

    @property
    def size(self) -> float:
        """The weight of how many there are to be confused with."""
        return math.log(self.known + 20)
