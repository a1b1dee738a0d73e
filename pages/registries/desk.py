"""A person's desk: what waits, where to begin, own lists."""

from collections.abc import Callable, Iterable
from dataclasses import KW_ONLY, dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .items import Action
from .registry import Registry


@dataclass(frozen=True)
class DeskLine:
    """One line of a person's desk; lines are sorted by `due_on`, those without last.

    `verb` stands on its button and says the one thing one does there, e.g. "Confirm or refuse".
    """

    title: str
    url: str
    _: KW_ONLY
    verb: str
    note: str = ""
    due_on: date | None = None

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()


class DeskPart(TextChoices):
    """Under which heading a desk puts what a room offers; in this order."""

    LIBRARY = "library", _("Library and boards")
    PEERS = "peers", _("Peers")
    TRAINING = "training", _("Training")
    PLANS = "plans", _("Plans, partnerships and benchmarks")
    SELF = "self", _("Messages, mail and data")


@dataclass(frozen=True)
class DeskLinks:
    """A person's own lists in one part of the site."""

    part: DeskPart
    links: Callable[[Any], Iterable[Action]]


@dataclass(frozen=True)
class DeskStart:
    """Something to begin with where nothing waits: what one does there, and what for.

    `role` is the heading it stands under, e.g. "As a mentor"; without one it is for everybody.
    Those of one role stand in the order of `rank`.
    """

    label: str
    url: str
    why: str
    role: str = ""
    rank: int = 0


desk_lines: Registry[Callable[[Any], Iterable[DeskLine]]] = Registry("lines of a person's desk")
desk_links: Registry[DeskLinks] = Registry("a person's own lists, offered beside the desk")
desk_starts: Registry[Callable[[Any], Iterable[DeskStart]]] = Registry(
    "what a person can begin with, offered where nothing waits; not what they have done already"
)
desk_duties: Registry[Callable[[Any], Iterable[Action]]] = Registry(
    "what a person looks after for others, offered beside the desk"
)
