"""What can be found as documents of the index: a fixed number of queries for each batch.

Sources are items of the library, news and events of associations, and rows of rooms (`ROOMS`, each
in a module of its own). tests/house/test_everything_is_found.py asks for one of every kind of page.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from wagtail.models import Page

from learning.models import ChapterPage, LibraryItem
from people.models import EventPage, NewsPage
from search.benchmarks import BENCHMARKS
from search.beside import Beside, read_beside
from search.bodies import pieces_of
from search.engine.interface import LANGUAGES, Document, Part
from search.mentors import MENTORS
from search.offers import OFFERS
from search.organisations import ORGANISATIONS
from search.partnerships import PARTNERSHIPS
from search.permissions import scope_of
from search.plans import CALLS, PLANS
from search.rooms import Readable, RowsOfRoom
from search.topics import TOPICS
from search.trainings import COURSES, TRAININGS

ROOMS: tuple[RowsOfRoom, ...] = (
    TOPICS,
    OFFERS,
    BENCHMARKS,
    TRAININGS,
    COURSES,
    MENTORS,
    PARTNERSHIPS,
    PLANS,
    CALLS,
    ORGANISATIONS,
)
BATCH = 500
_STEP = Page.steplen
_ITEM_FIELDS = (
    "pk", "path", "numchild", "translation_key", "title", "summary", "text", "item_type",
    "language", "listed_at", "edition_on", "author_organisation_id", "source_organisation_id",
    "contact_post", "contact_person_id", "contact_organisation_id", "confirmed_on", "review_by",
    "external_id",
)  # fmt: skip


# What items have and entries of a space have not.
_NOT_OF_ENTRIES = (
    "edition_on", "source_organisation_id", "contact_person_id", "contact_organisation_id",
    "confirmed_on", "review_by",
)  # fmt: skip


def item_key(page_id: int) -> str:
    """The key of an item in the index."""
    return scope_of(page_id)


def page_id_of(key: str) -> int:
    """The page an item's key or a part's target stands for."""
    return int(key.partition("#")[0].removeprefix("page:"))


def all_documents(version: int) -> Iterator[Document]:
    """Every live item, news and event, each source in the order of the tree; and rows of rooms."""
    of_pages = (_all_of(source, version) for source in _SOURCES)
    of_rooms = (rows.all_documents(version) for rows in ROOMS)
    return chain(chain.from_iterable(of_pages), chain.from_iterable(of_rooms))


def _all_of(source: Callable[[], QuerySet[Any]], version: int) -> Iterator[Document]:
    last_path = ""
    while True:
        found = list(source().filter(path__gt=last_path)[:BATCH])
        if not found:
            return
        last_path = found[-1].path
        yield from _documents([row for row in found if row.listed_at is not None], version)


def count_items() -> int:
    """The number of live items, news and events, and of rows of rooms."""
    of_pages = sum(source().filter(live=True).count() for source in _SOURCES)
    return of_pages + sum(rows.count() for rows in ROOMS)


def readable_rows(keys: Iterable[str], person: Any) -> dict[str, Readable]:
    """What `person` may read now of rows of rooms, by key; a query for each room that is named."""
    asked = list(keys)
    found: dict[str, Readable] = {}
    for rows in ROOMS:
        found |= rows.readable_among(asked, person)
    return found


def is_row(key: str) -> bool:
    """Whether the key is that of a row of a room, not of a page."""
    return any(rows.owns(key) for rows in ROOMS)


def page_ids_among(keys: Iterable[str]) -> list[int]:
    """The pages that these keys stand for; those of other things are passed over."""
    return [page_id_of(key) for key in keys if key.startswith("page:")]


def documents_for(keys: Iterable[str], version: int) -> Iterator[Document]:
    """The live ones among these things; a chapter stands for its manual and itself."""
    asked = list(keys)
    wanted = page_ids_among(asked)
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        chapters = ChapterPage.objects.filter(pk__in=some).values_list("path", flat=True)
        manuals = [path[:-_STEP] for path in chapters]
        told_of = Q(pk__in=some) | Q(path__in=manuals)
        for source in _SOURCES:
            yield from _documents(list(source().filter(told_of, live=True)), version)
    for rows in ROOMS:
        yield from rows.documents_for(rows.numbers_among(asked), version)


def _items() -> QuerySet[Any]:
    # The cast gives the stored text: as a StreamField it would become objects, ten times slower.
    rows = LibraryItem.objects.annotate(text=Cast("body", TextField())).order_by("path")
    return rows.values_list(*_ITEM_FIELDS, named=True)


def _news() -> QuerySet[Any]:
    return _entries(NewsPage.objects, "news")


def _events() -> QuerySet[Any]:
    return _entries(EventPage.objects, "event")


def _entries(entries: Any, kind: str) -> QuerySet[Any]:
    """Rows like those of items: the association is their author."""
    rows = entries.annotate(
        text=Cast("body", TextField()),
        item_type=Value(kind),
        author_organisation_id=F("association_id"),
        contact_post=Value(""),
        external_id=Value(""),
        **{name: Value(None, CharField()) for name in _NOT_OF_ENTRIES},
    )
    return rows.order_by("path").values_list(*_ITEM_FIELDS, named=True)


_SOURCES = (_items, _news, _events)


def _documents(rows: Sequence[Any], version: int) -> Iterator[Document]:
    if not rows:
        return
    beside = read_beside(rows)
    for row in rows:
        yield from _documents_of(row, beside, version)


def _documents_of(row: Any, beside: Beside, version: int) -> Iterator[Document]:
    """The item, and each chapter that is closed to some who may read the item, as its own."""
    chapters: list[Any] = []
    narrower: list[Any] = []
    for chapter in beside.chapters[row.pk]:
        is_narrower = beside.barriers[chapter.pk] - beside.barriers[row.pk]
        (narrower if is_narrower else chapters).append(chapter)
    facts = _facts(row, beside)
    own = _own_scopes(row, beside)
    parts = [*_item_parts(row, beside), *_file_parts(row.pk, beside)]
    for chapter in chapters:
        parts += [*_chapter_parts(chapter), *_file_parts(chapter.pk, beside)]
    scopes = [*own, *(scope for one in chapters for scope in _page_scopes(one))]
    yield Document(
        key=item_key(row.pk),
        version=version,
        title=row.title,
        external_id=row.external_id or "",
        summary=row.summary,
        body=beside.more_words.get(row.pk, ""),
        scopes=scopes,
        barriers=sorted(beside.barriers[row.pk]),
        parts=parts,
        **facts,
    )
    for chapter in narrower:
        yield Document(
            key=item_key(chapter.pk),
            version=version,
            title=chapter.title,
            scopes=[*own, *_page_scopes(chapter)],
            barriers=sorted(beside.barriers[chapter.pk]),
            parts=[*_chapter_parts(chapter), *_file_parts(chapter.pk, beside)],
            **facts,
        )


def _facts(row: Any, beside: Beside) -> dict[str, Any]:
    themes = beside.themes[row.pk]
    slugs = [one.slug for theme in themes for one in (theme, theme.parent) if one is not None]
    names = [one.name_in(row.language) for theme in themes for one in (theme, theme.parent) if one]
    organisation_ids = [row.author_organisation_id, row.source_organisation_id]
    known = [beside.organisations[pk] for pk in organisation_ids if pk in beside.organisations]
    bands = [one.size_band for one in known if one.size_band]
    dated = row.edition_on or row.listed_at
    return {
        "language": row.language,
        "type": row.item_type,
        "keywords": [*names, *beside.tags[row.pk], *(one.name for one in known)],
        "theme_names": {
            code: [one.name_in(code) for theme in themes for one in (theme, theme.parent) if one]
            for code in LANGUAGES
            if themes
        },
        "themes": slugs,
        "tags": beside.tags[row.pk],
        "countries": beside.countries[row.pk],
        "organisations": [str(one.pk) for one in known],
        "year": dated.year if dated else None,
        "size_band": bands[0] if bands else "",
        "has_contact": bool(row.contact_post or row.contact_person_id),
        "review_by": row.review_by,
        "published_at": row.listed_at,
        "group": str(row.translation_key),
        "shown": {
            "organisation": known[0].name if known else "",
            "countries": " ".join(beside.countries[row.pk]),
            "confirmed_on": row.confirmed_on.isoformat() if row.confirmed_on else "",
            "published_at": row.listed_at.isoformat() if row.listed_at else "",
        },
    }


def _own_scopes(row: Any, beside: Beside) -> list[str]:
    scopes = list(_page_scopes(row))
    for end in range(_STEP, len(row.path), _STEP):
        page_id, key = beside.ancestors[row.path[:end]]
        scopes += [scope_of(page_id), key]
    return scopes


def _page_scopes(row: Any) -> tuple[str, str]:
    return scope_of(row.pk), str(row.translation_key)


def _item_parts(row: Any, beside: Beside) -> Iterator[Part]:
    target = scope_of(row.pk)
    for name, heading, text in beside.cases.get(row.pk, ()):
        if text.strip():
            place = f"{target}#{name}" if name else target
            yield Part(place, "section", heading, " ".join(text.split()), place)
    for piece in pieces_of(row.text):
        place = f"{target}#{piece.anchor}"
        yield Part(place, "section", piece.heading, piece.text, place)


def _chapter_parts(chapter: Any) -> Iterator[Part]:
    target = scope_of(chapter.pk)
    pieces = list(pieces_of(chapter.text))
    if not pieces:
        yield Part(target, "chapter", chapter.title, "", target)
    for number, piece in enumerate(pieces):
        place = f"{target}#{piece.anchor}" if number else target
        heading = f"{chapter.title}: {piece.heading}" if piece.heading else chapter.title
        yield Part(place, "chapter", heading, piece.text, place)


def _file_parts(page_id: int, beside: Beside) -> Iterator[Part]:
    for use in beside.files[page_id]:
        for number, text in beside.file_pages[use.file_id]:
            target = f"file:{use.file_id}#page={number}"
            yield Part(target, "file page", use.title, " ".join(text.split()), target)
