"""What is told of an organisation: what it published and did, gave and received."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .registry import Registry


@dataclass(frozen=True)
class BenefitLine:
    """One line of the statement of what a member gave and received in a year.

    `number` counts something that the reader of the statement may know of; None stands for readings
    that are too few to be told. `what` says it in the language of the screen, `url` leads to a
    list.
    """

    is_given: bool
    what: str
    number: int | None
    url: str = ""


@dataclass(frozen=True)
class Published:
    """What an organisation published: the newest `cards`, as templates/components/cards.html has
    them, and where all of it is found; empty where these are all.
    """

    cards: list[Any]
    more_url: str = ""


benefit_lines: Registry[Callable[..., Iterable[BenefitLine]]] = Registry(
    "lines of the member benefit statement: called with organisation=, year=, reader="
)
published_by: Registry[Callable[..., Published]] = Registry(
    "what an organisation published: called with organisation= and person=, who may read it"
)
experience: Registry[Callable[..., Iterable[tuple[int, int]]]] = Registry(
    "who has done something: called with theme_ids= (None is all) and person=, gives numbers of"
    " organisations and of the texts they wrote about it that this person may read"
)
newsletter_items: Registry[Callable[..., Any]] = Registry(
    "what can come with a newsletter: called with association=, person=, words=; pages as a query"
)
