"""Which translations are wanted, for those who can see to them."""

import datetime
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Wanted:
    """A text that readers want in a language it is not there in yet, and how many asked."""

    title: str
    url: str
    language: str
    asked: int
    last_on: datetime.date
    translate_url: str


def wanted_translations(_person: Any) -> list[Wanted]:
    """What `person` may see to, the most wanted first."""
    return []
