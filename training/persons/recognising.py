"""How likely it is that two entries are the same human being, and why.

Each thing that agrees weighs the more the rarer it is among those known (Fellegi and Sunter, 1969):
two who are called Mohamed Ahmed are seldom one person, two Zoubeïda Ouertani nearly always. What
disagrees weighs against, and how many there are to be confused with.
"""

from dataclasses import dataclass

from .comparing import Reason, traits_of
from .entries import Entry
from .rarity import Rarity
from .weights import WEIGHTS

# From here on two entries are shown as likely the same; set on tuning names and seeds alone.
LIKELY_FROM = 1.6


@dataclass(frozen=True)
class Likeness:
    """How much speaks for one person, and the reasons in words."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def is_likely(self) -> bool:
        return self.score >= LIKELY_FROM


def likeness(first: Entry, second: Entry, rarity: Rarity) -> Likeness:
    """What speaks for the two being one, against chance among `rarity.known`."""
    traits = traits_of(first, second, rarity)
    score = sum(WEIGHTS.get(name, 0.0) * worth for name, worth in traits.worths.items())
    return Likeness(score, tuple(traits.reasons))
