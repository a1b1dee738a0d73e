"""What lower rooms must show and only higher rooms know.

A room above adds its entry when it starts (`AppConfig.ready`); a room below walks the entries and
never asks for them by name. Every upward need is one of these, never an exception to the arrows.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, Literal, Protocol, TypeVar

from django.http import HttpRequest, HttpResponse

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """An ordered list that rooms above fill; adding the same entry twice keeps one."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        self._entries: list[Entry] = []

    def add(self, entry: Entry) -> Entry:
        if entry not in self._entries:
            self._entries.append(entry)
        return entry

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __repr__(self) -> str:
        return f"<Registry: {self.purpose}, {len(self._entries)} entries>"


class AudienceResolver(Protocol):
    """Knows which audience keys of its kind a person may enter, and what they are called."""

    def keys_for(self, person: Any) -> Iterable[str]:
        """Keys a signed-in person may enter; asked once per request."""

    def label(self, key: str) -> str | None:
        """What the key is called on the screen, or None where the key is not of this kind."""

    def keys_to_choose(self, person: Any) -> Iterable[str]:
        """Keys this editor may close a page with."""


@dataclass(frozen=True)
class Change:
    """A page was `changed` (index it again), `removed`, or `moved` with all below it."""

    kind: Literal["changed", "removed", "moved"]
    page_id: int


@dataclass(frozen=True)
class Chore:
    """Something a worker looks after again and again, `every` so often, whichever worker it is.

    `look` runs in a transaction and is short: it leaves tasks where there is work to do. Where it
    raises, it is tried again some seconds later.
    """

    name: str
    every: timedelta
    look: Callable[[], object]


@dataclass(frozen=True)
class Action:
    """A link offered to a person on an item, e.g. "Ask about this"."""

    label: str
    url: str


@dataclass(frozen=True)
class DeskLine:
    """One line of a person's desk; lines are sorted by `due_on`, those without last."""

    title: str
    url: str
    note: str = ""
    due_on: Any = None


class PageViews:
    """Which view shows which kind of page."""

    def __init__(self) -> None:
        self._views: dict[type, Callable[[HttpRequest, Any], HttpResponse]] = {}

    def add(self, model: type, view: Callable[[HttpRequest, Any], HttpResponse]) -> None:
        self._views[model] = view

    def view_for(self, model: type) -> Callable[[HttpRequest, Any], HttpResponse]:
        """The view; KeyError for a page model that no room shows, which is a fault of that room."""
        return self._views[model]


page_views = PageViews()
home_parts: Registry[Callable[[HttpRequest, Any], dict[str, Any]]] = Registry(
    "what stands on the home page of a language: adds to the context of its template"
)
audiences: Registry[AudienceResolver] = Registry("who is in an audience")
changes: Registry[Callable[[list[Change]], None]] = Registry(
    "what has changed, told inside the transaction of the change"
)
settlers: Registry[Callable[[], None]] = Registry(
    "returns when all changes so far can be found; for commands that import or plant"
)
chores: Registry[Chore] = Registry("what a worker looks after, again and again")
finders: Registry[Callable[..., list[Any]]] = Registry(
    "similar things: called with page=, person=, limit="
)
item_actions: Registry[Callable[[HttpRequest, Any], Action | None]] = Registry(
    "actions offered on an item"
)
desk_lines: Registry[Callable[[Any], Iterable[DeskLine]]] = Registry("lines of a person's desk")
desk_links: Registry[Callable[[Any], Iterable[Action]]] = Registry(
    "a person's own lists, offered beside the desk"
)
demo: Registry[Callable[[], None]] = Registry("demo content, in the order of the rooms")


def announce(kind: Literal["changed", "removed", "moved"], page_ids: Iterable[int]) -> None:
    """Tell every listener what changed; call it inside the transaction of the change."""
    told = [Change(kind, page_id) for page_id in page_ids]
    if told:
        for listener in changes:
            listener(told)


def settle() -> None:
    """Return when everything changed so far can be found, with or without a running worker."""
    for settler in settlers:
        settler()
