"""Items of the library as documents of the index: a fixed number of queries for each batch."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import translation
from wagtail.models import Page

from learning.models import (
    ArticlePage,
    CaseStudyPage,
    ChapterPage,
    ItemCountry,
    ItemTag,
    LibraryItem,
)
from pages.models import Barrier, FilePage, ItemUse, Theme
from pages.tree import below
from people.models import Organisation
from search.bodies import pieces_of
from search.engine.interface import Document, Part
from search.permissions import scope_of

BATCH = 500
# So many manuals are looked up one by one; for more, one range of the tree is read.
_FEW_MANUALS = 40
_STEP = Page.steplen
_ITEM_FIELDS = (
    "pk", "path", "numchild", "translation_key", "title", "summary", "text", "item_type",
    "language", "listed_at", "edition_on", "author_organisation_id", "source_organisation_id",
    "contact_post", "contact_person_id", "contact_organisation_id", "confirmed_on", "review_by",
    "external_id",
)  # fmt: skip
_CHAPTER_FIELDS = ("pk", "path", "translation_key", "title", "text")
_CASE_FIELDS = (
    "place", "problem", "context", "challenge", "done", "results", "cost", "staff_needed",
    "conditions", "failed", "reusable",
)  # fmt: skip


class _FileUse(NamedTuple):
    page_id: int
    file_id: int
    title: str


@dataclass(slots=True)
class _Beside:
    """What stands in other tables, for the items of one batch."""

    chapters: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    barriers: dict[int, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    ancestors: dict[str, tuple[int, str]] = field(default_factory=dict)
    themes: dict[int, list[Theme]] = field(default_factory=lambda: defaultdict(list))
    tags: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    countries: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    organisations: dict[int, Organisation] = field(default_factory=dict)
    cases: dict[int, list[tuple[str, str, str]]] = field(default_factory=dict)
    authors: dict[int, str] = field(default_factory=dict)
    files: dict[int, list[_FileUse]] = field(default_factory=lambda: defaultdict(list))
    file_pages: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))


def item_key(page_id: int) -> str:
    """The key of an item in the index."""
    return scope_of(page_id)


def page_id_of(key: str) -> int:
    """The page an item's key or a part's target stands for."""
    return int(key.partition("#")[0].removeprefix("page:"))


def all_documents(version: int) -> Iterator[Document]:
    """Every live item, in the order of the tree."""
    last_path = ""
    while True:
        items = LibraryItem.objects.filter(path__gt=last_path)
        rows = _item_rows(items)[:BATCH]
        found = list(rows)
        if not found:
            return
        last_path = found[-1].path
        yield from _documents([row for row in found if row.listed_at is not None], version)


def count_items() -> int:
    """The number of live items."""
    return LibraryItem.objects.filter(live=True).count()


def documents_for(page_ids: Iterable[int], version: int) -> Iterator[Document]:
    """The live ones among these items; a chapter's id stands for its manual and itself."""
    wanted = list(page_ids)
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        chapters = ChapterPage.objects.filter(pk__in=some).values_list("path", flat=True)
        manuals = [path[:-_STEP] for path in chapters]
        items = LibraryItem.objects.filter(Q(pk__in=some) | Q(path__in=manuals), live=True)
        yield from _documents(list(_item_rows(items)), version)


def _item_rows(items: QuerySet[LibraryItem]) -> QuerySet[Any]:
    # The cast gives the stored text: as a StreamField it would become objects, ten times slower.
    rows = items.annotate(text=Cast("body", TextField())).order_by("path")
    return rows.values_list(*_ITEM_FIELDS, named=True)


def _documents(rows: Sequence[Any], version: int) -> Iterator[Document]:
    if not rows:
        return
    beside = _read_beside(rows)
    for row in rows:
        yield from _documents_of(row, beside, version)


def _read_beside(rows: Sequence[Any]) -> _Beside:
    beside = _Beside()
    ids = [row.pk for row in rows]
    for chapter in _chapter_rows(rows):
        beside.chapters[chapter[0]].append(chapter[1])
    page_ids = [*ids, *(one.pk for some in beside.chapters.values() for one in some)]
    barriers = Barrier.objects.filter(page_id__in=page_ids)
    for page_id, scope, audience in barriers.values_list("page_id", "scope_key", "audience__key"):
        beside.barriers[page_id].add((str(scope), audience))
    paths = {row.path[:end] for row in rows for end in range(_STEP, len(row.path), _STEP)}
    for path, page_id, key in Page.objects.filter(path__in=paths).values_list(
        "path", "pk", "translation_key"
    ):
        beside.ancestors[path] = (page_id, str(key))
    _read_facts(beside, rows, ids)
    _read_files(beside, page_ids)
    return beside


def _chapter_rows(rows: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    """Live chapters of these manuals, each with the id of its manual, in reading order."""
    manuals = {row.path: row.pk for row in rows if row.numchild}
    if not manuals:
        return
    paths = sorted(manuals)
    if len(paths) <= _FEW_MANUALS:
        where = Q()
        for path in paths:
            where |= below(path)
    else:
        where = Q(path__gt=paths[0], path__lt=paths[-1]) | below(paths[-1])
    chapters = ChapterPage.objects.filter(where, live=True).order_by("path")
    texts = chapters.annotate(text=Cast("body", TextField()))
    for chapter in texts.values_list(*_CHAPTER_FIELDS, named=True):
        manual = manuals.get(chapter.path[:-_STEP])
        if manual is not None:
            yield manual, chapter


def _read_facts(beside: _Beside, rows: Sequence[Any], ids: list[int]) -> None:
    themes = {theme.pk: theme for theme in Theme.objects.select_related("parent")}
    chosen = LibraryItem.themes.through.objects.filter(libraryitem_id__in=ids)
    for item_id, theme_id in chosen.values_list("libraryitem_id", "theme_id"):
        beside.themes[item_id].append(themes[theme_id])
    tagged = ItemTag.objects.filter(content_object_id__in=ids)
    for item_id, name in tagged.values_list("content_object_id", "tag__name"):
        beside.tags[item_id].append(name)
    countries = ItemCountry.objects.filter(item_id__in=ids)
    for item_id, code in countries.values_list("item_id", "country"):
        beside.countries[item_id].append(str(code))
    organisation_ids = {
        organisation_id
        for row in rows
        for organisation_id in (
            row.author_organisation_id,
            row.source_organisation_id,
            row.contact_organisation_id,
        )
        if organisation_id is not None
    }
    beside.organisations = Organisation.objects.in_bulk(organisation_ids)
    articles = ArticlePage.objects.filter(pk__in=ids).exclude(authors="")
    beside.authors = dict(articles.values_list("pk", "authors"))
    cases = CaseStudyPage.objects.filter(pk__in=ids).only("pk", "form", "language", *_CASE_FIELDS)
    for case in cases:
        # The headings of its sections are words of ours, in the language of the text.
        with translation.override(case.language):
            beside.cases[case.pk] = [("", "", case.place), *case.sections()]


def _read_files(beside: _Beside, page_ids: list[int]) -> None:
    uses = ItemUse.objects.filter(page_id__in=page_ids, file_id__isnull=False).order_by("pk")
    for use in uses.values_list("page_id", "file_id", "file__title"):
        beside.files[use[0]].append(_FileUse(*use))
    file_ids = {use.file_id for some in beside.files.values() for use in some}
    if file_ids:
        pages = FilePage.objects.filter(file_id__in=file_ids).order_by("file_id", "number")
        for file_id, number, text in pages.values_list("file_id", "number", "text"):
            beside.file_pages[file_id].append((number, text))


def _documents_of(row: Any, beside: _Beside, version: int) -> Iterator[Document]:
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
        body=beside.authors.get(row.pk, ""),
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


def _facts(row: Any, beside: _Beside) -> dict[str, Any]:
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


def _own_scopes(row: Any, beside: _Beside) -> list[str]:
    scopes = list(_page_scopes(row))
    for end in range(_STEP, len(row.path), _STEP):
        page_id, key = beside.ancestors[row.path[:end]]
        scopes += [scope_of(page_id), key]
    return scopes


def _page_scopes(row: Any) -> tuple[str, str]:
    return scope_of(row.pk), str(row.translation_key)


def _item_parts(row: Any, beside: _Beside) -> Iterator[Part]:
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


def _file_parts(page_id: int, beside: _Beside) -> Iterator[Part]:
    for use in beside.files[page_id]:
        for number, text in beside.file_pages[use.file_id]:
            target = f"file:{use.file_id}#page={number}"
            yield Part(target, "file page", use.title, " ".join(text.split()), target)
