"""What this room shows of its siblings; site/config/wiring.py fills these."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pages.registries import Action, Registry


@dataclass(frozen=True)
class Seen:
    """A text or a mentor from an organisation: what it is called, where, and from whom."""

    title: str
    url: str
    organisation_id: int
    note: str = ""
    is_on_theme: bool = True


@dataclass(frozen=True)
class ElectionDay:
    """That a country, by its code, elects on a day."""

    country: str
    on: datetime.date


cases_from: Registry[Callable[..., Iterable[Seen]]] = Registry(
    "texts on a theme by some organisations: called with theme=, organisation_ids=, person="
)
mentors_from: Registry[Callable[..., Iterable[Seen]]] = Registry(
    "mentors who work at some organisations: called with theme=, organisation_ids=, person="
)
talk_of: Registry[Callable[..., Action | None]] = Registry(
    "the topic in which something is talked about: called with key= and person=, who may read it"
)
begin_talk: Registry[Callable[..., Action | None]] = Registry(
    "begins such a topic, or gives the one that is there: called with by=, key=, title=, text= and"
    " theme=. The first that is there is asked; None where it cannot be begun"
)
elections_between: Registry[Callable[..., Iterable[ElectionDay]]] = Registry(
    "days of elections: called with countries= (codes), since= and until="
)
