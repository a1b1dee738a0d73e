"""What a worker looks after, and what is made for a demo or a trial."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from pages.planting import Planting

from .registry import Registry


@dataclass(frozen=True)
class Chore:
    """Something a worker looks after again and again, `every` so often, whichever worker it is.

    `look` runs in a transaction and is short: it leaves tasks where there is work to do. Where it
    raises, it is tried again some seconds later.
    """

    name: str
    every: timedelta
    look: Callable[[], object]


chores: Registry[Chore] = Registry("what a worker looks after, again and again")
demo: Registry[Callable[[], None]] = Registry("demo content, in the order of the rooms")
planting: Registry[Planting] = Registry(
    "what is planted by the thousand, in the order of the rooms"
)
