"""What counts as a benefit, and what as passing it on: registries that siblings fill.

The rooms beside this one are strangers to it; site/config/wiring.py joins them.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pages.registries import Registry
from people.models import Organisation, Person


@dataclass(frozen=True)
class Benefit:
    """Something somebody learnt by: its generic key, what it was, who had it, and on which day.

    `organisation` is whose they were then. `said` is what it is called, only where the person may
    be reminded of it by that name in a mail.
    """

    key: str
    kind: str
    person: Person
    on: datetime.date
    organisation: Organisation | None = None
    said: str = ""


@dataclass(frozen=True)
class Record:
    """Something of the site that somebody gave others to learn by, on a day."""

    key: str
    person_id: int
    on: datetime.date
    title: str
    url: str = ""


@dataclass(frozen=True)
class Taught:
    """One kind of record that keeps a duty; its keys begin with `prefix`.

    `records` is called with persons= (numbers, or a query of them) and after=, a day; it gives what
    they gave later than that. `shown` is called with a key and a reader, and gives the record as
    far as the reader may know of it, else None. What is `between_two` is told to nobody else by its
    kind or day (2C).
    """

    prefix: str
    label: Any
    records: Callable[..., Iterable[Record]]
    shown: Callable[[str, Any], Record | None]
    between_two: bool = False


learnt: Registry[Callable[[], Iterable[Benefit]]] = Registry(
    "benefits that open a duty: all that there are, for who looks whether one is missing"
)
taught: Registry[Taught] = Registry("records of the site by which a duty is kept")


def taught_by_key(key: str) -> Taught | None:
    """The kind of record that a key belongs to; None where no room knows it any more."""
    prefix = key.partition(":")[0]
    return next((one for one in taught if one.prefix == prefix), None)
