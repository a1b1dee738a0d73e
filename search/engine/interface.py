"""What the site says to a search engine, and what it hears back.

Nothing here knows which engine answers. Keys are opaque to every engine: ``page:12`` names an item,
``page:55#b-1a2b3c4d`` or ``file:7#page=3`` a place inside it, ``topic:7`` a topic.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from operator import attrgetter
from typing import Literal, Protocol

LANGUAGES = ("en", "fr", "es", "pt", "ar")
MAXIMUM_QUERY_LENGTH = 200
FACETS = (
    "type",
    "theme",
    "country",
    "language",
    "organisation",
    "year",
    "size_band",
    "has_contact",
)

PartKind = Literal["section", "chapter", "file page", "post"]
Sort = Literal["relevance", "date"]


class SearchUnavailable(Exception):
    """The engine cannot answer now: no index yet, or its store cannot be read."""


class IndexMissing(SearchUnavailable):
    """There is no index that can be read; a rebuild makes one. Nothing else is wrong."""


class WriterBusy(Exception):
    """Another process holds the one lock for writing; try again later."""


@dataclass(frozen=True, slots=True)
class Part:
    """A place inside an item that a hit can lead to."""

    key: str
    kind: PartKind
    title: str
    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Document:
    """One item in one language, as it is found.

    ``body`` is the text that stands in no part. ``keywords`` are the names of themes and tags in
    the item's language; ``theme_names`` those of its themes, by language. ``scopes`` are the keys
    of everything its visibility hangs on: a reader to whom any of them is closed never sees, counts
    or is offered this item. ``barriers`` are those of the scopes that are closed now, each with the
    audience that may pass. ``version`` grows with each change; an older version never replaces a
    newer one. ``worth`` is what its relevance is multiplied by beside that of a text: much is said
    in few words of some kinds, and there are many of them. ``shown`` is handed back with a hit as
    it is: what a results page says of the item beside its title.
    """

    key: str
    version: int
    language: str
    type: str
    title: str
    external_id: str = ""
    summary: str = ""
    headings: Sequence[str] = ()
    body: str = ""
    keywords: Sequence[str] = ()
    theme_names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    scopes: Sequence[str] = ()
    barriers: Sequence[tuple[str, str]] = ()
    themes: Sequence[str] = ()
    tags: Sequence[str] = ()
    countries: Sequence[str] = ()
    organisations: Sequence[str] = ()
    year: int | None = None
    size_band: str = ""
    has_contact: bool = False
    worth: float = 1.0
    review_by: date | None = None
    published_at: datetime | None = None
    group: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)
    parts: Sequence[Part] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """What an index must know of the person who asks.

    ``closed`` holds each scope the person may not enter now, with the audience that closes it;
    ``hidden`` scopes are kept from everybody until the index has followed. ``audiences`` are those
    the person may enter; without them nothing is assumed of how items were closed when indexed.
    ``is_visitor`` says that the person enters nothing that is closed to anybody; ``is_settled``
    that the index has followed every change, so that what it holds as open is open.
    """

    closed: frozenset[tuple[str, str]] = frozenset()
    hidden: frozenset[str] = frozenset()
    audiences: frozenset[str] | None = None
    is_visitor: bool = False
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One question. ``filters`` maps a facet's name to the values any of which will do.

    ``language`` is the reader's: preferred by weight. The filter ``language`` limits.
    ``today`` decides which items are overdue; without it, the day of the machine (UTC).
    ``has_all_words`` keeps out what only comes near, however little is found.
    """

    text: str = ""
    filters: dict[str, list[str]] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1
    per_page: int = 10
    language: str = "en"
    reader: Reader = Reader()
    today: date | None = None
    has_all_words: bool = False


@dataclass(frozen=True, slots=True)
class FoundPart:
    key: str
    kind: PartKind
    title: str
    target: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One found item. ``passage`` is HTML: escaped text with ``<mark>`` around what was found."""

    key: str
    version: int
    score: float
    title: str
    language: str
    type: str
    external_id: str
    group: str
    shown: Mapping[str, str]
    is_stale: bool
    passage: str
    part: FoundPart | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found. ``facets`` maps each facet's name to (value, number of items), most first.

    ``suggestion`` is a better spelling of the whole question, or "". ``is_forgiving`` says that the
    hits follow that better spelling because the words as typed found little.
    """

    hits: list[Hit]
    total: int
    facets: dict[str, list[tuple[str, int]]]
    suggestion: str
    is_forgiving: bool
    engine: str
    took_ms: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    key: str
    title: str
    language: str
    type: str


_OF_ITEM = attrgetter(
    *(one.name for one in fields(Document) if one.name not in ("version", "parts"))
)
_OF_PART = attrgetter(*(one.name for one in fields(Part)))


def fingerprint(document: Document) -> str:
    """Return a value that differs when anything but the version differs."""
    # Written as tuples: dataclasses write themselves several times as slowly.
    said = repr((_OF_ITEM(document), [_OF_PART(part) for part in document.parts]))
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()


class Engine(Protocol):
    """Reads. Safe to share between threads."""

    name: str

    def search(self, request: Request) -> Answer: ...

    def suggest(
        self, text: str, language: str, reader: Reader, limit: int = 8
    ) -> list[Suggestion]: ...

    def similar(
        self,
        key: str,
        text: str,
        language: str,
        reader: Reader,
        limit: int = 4,
        types: tuple[str, ...] = (),
    ) -> list[str]: ...

    def hanging_on(self, scopes: Iterable[str]) -> set[str]: ...

    def fingerprints(self) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class Changes:
    """Items to put, and keys of items to delete."""

    documents: Sequence[Document] = ()
    deleted_keys: Collection[str] = ()


def no_changes() -> Changes:
    """Nothing has changed while an index was rebuilt."""
    return Changes()


class Writer(Protocol):
    """The one door by which an index changes.

    A rebuild calls ``advance`` with the number of items written since it was last called, and
    ``meanwhile`` just before the new index is swapped in: for what has changed in the time it took.
    """

    def apply(self, documents: Iterable[Document], deleted_keys: Iterable[str] = ()) -> None: ...

    def rebuild(
        self,
        documents: Iterable[Document],
        advance: Callable[[int], None] | None = None,
        meanwhile: Callable[[], Changes] = no_changes,
    ) -> int: ...
