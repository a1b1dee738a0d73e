"""What lower rooms must show and only higher rooms know.

A room above adds its entry when it starts (`AppConfig.ready`); a room below walks the entries and
never asks for them by name. Every upward need is one of these, never an exception to the arrows.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import KW_ONLY, dataclass
from datetime import date, timedelta
from typing import Any, Generic, Literal, Protocol, TypeVar

from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.planting import Planting

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

    def add_all(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.add(entry)

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


KindOfChange = Literal["changed", "removed", "moved"]


@dataclass(frozen=True)
class Change:
    """A thing was `changed` (index it again), `removed`, or `moved` with all below it.

    `key` names it: `page:12`, or that of another room, e.g. `topic:7`.
    """

    kind: KindOfChange
    key: str


@dataclass(frozen=True)
class Found:
    """A thing that is much like something: its title, in which language, where, and what it is."""

    title: str
    language: str
    url: str
    kind: str


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


@dataclass(frozen=True)
class HandOver:
    """Something that hangs on a person who leaves: `give` puts it into other hands.

    `key` tells it from all others of this person, e.g. `learning.contact:12`. `give` is called with
    `to=` a person, or None for "back to the organisation", and `by=`, inside a transaction.
    """

    key: str
    title: str
    url: str
    what: str
    give: Callable[..., None]


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
class Kept:
    """How long rows of a model are kept: `days` after the moment in their field `since`.

    Without days they are kept as long as the account, or the thing they belong to. `forget` is for
    what a moment cannot say: called once a day, it removes what is past its time.
    """

    days: int | None = None
    since: str = ""
    forget: Callable[[], object] | None = None


KEPT = Kept()


@dataclass(frozen=True)
class OwnData:
    """What becomes of the rows of one model that point at a person by one relation (D01, D03).

    `relation` is `app.Model.field`, e.g. `learning.ShelfEntry.person`. `called` is what a reader
    calls these rows. `fields` go into the person's export: names of attributes of a row, dots lead
    on (`item.title`), and a stored file is copied; nothing about third persons but what this person
    wrote. Without fields the person is told nothing. At erasure rows are deleted, kept under
    "former member", or emptied of the person (the relation becomes null; a many-to-many loses this
    person).
    """

    relation: str
    called: Any
    fields: tuple[str, ...]
    at_erasure: Literal["delete", "keep", "empty"]
    kept: Kept


@dataclass(frozen=True)
class Published:
    """What an organisation published: the newest `cards`, as templates/components/cards.html has
    them, and where all of it is found; empty where these are all.
    """

    cards: list[Any]
    more_url: str = ""


@dataclass(frozen=True)
class Lesson:
    """What others can learn from: `key` names it as rooms tie it, e.g. `training:` and a number.

    Of a text, `page_ids` are all its language versions; of anything else there are none.
    """

    key: str
    page_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Station:
    """A place that a lesson has passed, as far as the reader it was asked for may know of it.

    `number` says how many it stands for: one, with title and address, or many that are only
    counted; None where they are fewer than may be told. An address where many are counted leads to
    the page that says so: two lessons that name it mean the same ones. `note` is said beside it, in
    the language of the screen. `generation` is how often it was passed on before, where known.
    """

    number: int | None = 1
    on: date | None = None
    title: str = ""
    url: str = ""
    country: str = ""
    note: str = ""
    generation: int | None = None


@dataclass(frozen=True)
class TrailPart:
    """Stations of one kind, e.g. trainings: what the kind is called, and who knows them.

    `stations` is called with lessons and a reader (None is everyone) and gives stations by the key
    of their lesson; with the same number of queries for each number of lessons, and writes nothing.
    """

    kind: str
    label: Any
    stations: Callable[[Iterable[Lesson], Any], dict[str, list[Station]]]


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
space_parts: Registry[Callable[[HttpRequest, Any], dict[str, Any]]] = Registry(
    "what stands on the home of an association's space: adds to the context of its template"
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
finders_by_words: Registry[Callable[..., list[Found]]] = Registry(
    "things much like some words: called with words=, language=, person=, limit="
)
item_actions: Registry[Callable[[HttpRequest, Any], Action | None]] = Registry(
    "actions offered on an item"
)
page_actions: Registry[Callable[[HttpRequest, str], Action | None]] = Registry(
    "actions offered on the page of a thing, by its path: what siblings do with it"
)
theme_actions: Registry[Callable[[HttpRequest, Any], Action | None]] = Registry(
    "actions offered where people talk about a theme: called with the theme, or None for any"
)
item_talks: Registry[Callable[[HttpRequest, Any], list[Action]]] = Registry(
    "what is talked about an item: links, as far as the reader may follow them"
)
drafts_to_begin: Registry[Callable[..., Any]] = Registry(
    "begins a draft in the library: called with by=, key=, language=, title=, text= (Markdown) and"
    " authors=; gives the page. The first that is there is asked"
)
vain_search_steps: Registry[Callable[[HttpRequest, str], Action | None]] = Registry(
    "what is offered when these words found nothing"
)
desk_lines: Registry[Callable[[Any], Iterable[DeskLine]]] = Registry("lines of a person's desk")
desk_links: Registry[DeskLinks] = Registry("a person's own lists, offered beside the desk")
desk_starts: Registry[Callable[[Any], Iterable[DeskStart]]] = Registry(
    "what a person can begin with, offered where nothing waits; not what they have done already"
)
desk_duties: Registry[Callable[[Any], Iterable[Action]]] = Registry(
    "what a person looks after for others, offered beside the desk"
)
hand_overs: Registry[Callable[..., Iterable[HandOver]]] = Registry(
    "what must be handed over when somebody leaves a post: called with person=, organisation= and"
    " reader=, who sees only what they may know of; None sees all"
)
benefit_lines: Registry[Callable[..., Iterable[BenefitLine]]] = Registry(
    "lines of the member benefit statement: called with organisation=, year=, reader="
)
newsletter_items: Registry[Callable[..., Any]] = Registry(
    "what can come with a newsletter: called with association=, person=, words=; pages as a query"
)
page_readings: Registry[Callable[[Any, Any], None]] = Registry(
    "told of each page a signed-in person is shown: the person, the page; no database is written"
)
trail: Registry[TrailPart] = Registry("stations of the trail of a lesson")
own_data: Registry[OwnData] = Registry("what becomes of rows that point at a person")
sealed_models: Registry[Any] = Registry("models whose column `sealed` NOTES_KEY opens")
published_by: Registry[Callable[..., Published]] = Registry(
    "what an organisation published: called with organisation= and person=, who may read it"
)
experience: Registry[Callable[..., Iterable[tuple[int, int]]]] = Registry(
    "who has done something: called with theme_ids= (None is all) and person=, gives numbers of"
    " organisations and of the texts they wrote about it that this person may read"
)
demo: Registry[Callable[[], None]] = Registry("demo content, in the order of the rooms")
planting: Registry[Planting] = Registry(
    "what is planted by the thousand, in the order of the rooms"
)


def page_key(page_id: int) -> str:
    """What a page is called among things that change and are found."""
    return f"page:{page_id}"


def announce(kind: KindOfChange, page_ids: Iterable[int]) -> None:
    """Tell every listener which pages changed; call it inside the transaction of the change."""
    announce_things(kind, map(page_key, page_ids))


def announce_things(kind: KindOfChange, keys: Iterable[str]) -> None:
    """The same for things of any room, by their keys."""
    told = [Change(kind, key) for key in keys]
    if told:
        for listener in changes:
            listener(told)


def settle() -> None:
    """Return when everything changed so far can be found, with or without a running worker."""
    for settler in settlers:
        settler()
