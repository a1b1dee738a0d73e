"""What stands in other tables beside the items of one batch, read by a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q, TextField
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
from people.models import EventPage, NewsPage, Organisation

# So many manuals are looked up one by one; for more, one range of the tree is read.
_FEW_MANUALS = 40
_STEP = Page.steplen
_CHAPTER_FIELDS = ("pk", "path", "translation_key", "title", "text")
_CASE_FIELDS = (
    "place", "problem", "context", "challenge", "done", "results", "cost", "staff_needed",
    "conditions", "failed", "reusable",
)  # fmt: skip


class FileUse(NamedTuple):
    page_id: int
    file_id: int
    title: str


@dataclass(slots=True)
class Beside:
    """What stands in other tables, for the items of one batch."""

    chapters: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    barriers: dict[int, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    ancestors: dict[str, tuple[int, str]] = field(default_factory=dict)
    themes: dict[int, list[Theme]] = field(default_factory=lambda: defaultdict(list))
    tags: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    countries: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    organisations: dict[int, Organisation] = field(default_factory=dict)
    cases: dict[int, list[tuple[str, str, str]]] = field(default_factory=dict)
    more_words: dict[int, str] = field(default_factory=dict)
    files: dict[int, list[FileUse]] = field(default_factory=lambda: defaultdict(list))
    file_pages: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))


def read_beside(rows: Sequence[Any]) -> Beside:
    beside = Beside()
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


def _read_facts(beside: Beside, rows: Sequence[Any], ids: list[int]) -> None:
    themes = {theme.pk: theme for theme in Theme.objects.select_related("parent")}
    for model in (LibraryItem, NewsPage, EventPage):
        page_id = f"{model._meta.model_name}_id"
        chosen = model.themes.through.objects.filter(**{f"{page_id}__in": ids})
        for item_id, theme_id in chosen.values_list(page_id, "theme_id"):
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
    events = EventPage.objects.filter(pk__in=ids).exclude(place="")
    beside.more_words = {
        **dict(articles.values_list("pk", "authors")),
        **dict(events.values_list("pk", "place")),
    }
    cases = CaseStudyPage.objects.filter(pk__in=ids).only("pk", "form", "language", *_CASE_FIELDS)
    for case in cases:
        # The headings of its sections are words of ours, in the language of the text.
        with translation.override(case.language):
            beside.cases[case.pk] = [("", "", case.place), *case.sections()]


def _read_files(beside: Beside, page_ids: list[int]) -> None:
    uses = ItemUse.objects.filter(page_id__in=page_ids, file_id__isnull=False).order_by("pk")
    for use in uses.values_list("page_id", "file_id", "file__title"):
        beside.files[use[0]].append(FileUse(*use))
    file_ids = {use.file_id for some in beside.files.values() for use in some}
    if file_ids:
        pages = FilePage.objects.filter(file_id__in=file_ids).order_by("file_id", "number")
        for file_id, number, text in pages.values_list("file_id", "number", "text"):
            beside.file_pages[file_id].append((number, text))
