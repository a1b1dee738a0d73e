"""What rooms plant by the thousand, for measuring and trying: how much, and by whom."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# The same seed gives the same rows on any day.
PLANTED_ON = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
# What a world has, divided by so much.
SIZES = {"town": 100, "country": 10, "world": 1}
# Every address of a planted person is there, and nobody signs in as one without.
MAIL_DOMAIN = "planted.example"
UNUSABLE_PASSWORD = "!planted"  # noqa: S105 - nothing matches it

Grown = Callable[[int], object]


class AlreadyPlanted(Exception):
    """Things of this seed are in the database."""


class NothingToStandOn(Exception):
    """Something must be there first; the text says what."""


@dataclass(frozen=True)
class Planting:
    """What one room plants. `name` is what it is called on the command line, e.g. `persons`.

    `plant` is called with a number, a seed, and a function to be told each time how many more are
    written; in one transaction, so that all of it or nothing is there afterwards. `details` are
    numbers that may be given beside it, by name, with words for the help; where they are not, the
    room chooses them.
    """

    name: str
    what: str
    in_a_world: int
    plant: Callable[..., Any]
    details: tuple[tuple[str, str], ...] = ()

    def number_of(self, size: str) -> int:
        return self.in_a_world // SIZES[size]
