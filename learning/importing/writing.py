"""Writes items and chapters, and nothing that is already as it should be."""

import hashlib
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from learning.importing.blocks import Block
from learning.importing.manifest import Entry
from learning.importing.versions import Versions
from learning.models import (
    ArticlePage,
    CaseStudyPage,
    ChapterPage,
    LibraryItem,
    LibraryPage,
    ManualPage,
    chapters_below,
)
from learning.models.item import ItemType
from pages.models import Theme
from people.models import Organisation

_MODELS: dict[str, type[LibraryItem]] = {
    ItemType.MANUAL: ManualPage,
    ItemType.ARTICLE: ArticlePage,
    ItemType.CASE_STUDY: CaseStudyPage,
    "": ArticlePage,
}


@dataclass(frozen=True)
class ChapterContent:
    """A chapter with its blocks, ready to be written."""

    key: str
    slug: str
    title: str
    body: list[Block]


@dataclass(frozen=True)
class ItemContent:
    """All that an import says about an item; two equal ones have the same hash."""

    entry: Entry
    summary: str
    body: list[Block]
    chapters: list[ChapterContent]
    themes: list[Theme]
    organisation: Organisation | None
    is_original: bool
    more: dict[str, str] = field(default_factory=dict)

    def hash(self) -> str:
        """Of what will stand on the site, the ids of linked pages included."""
        entry = self.entry
        told = [
            [entry.title, entry.language, entry.kind, entry.licence, entry.attribution, entry.url],
            [self.summary, self.body, self.is_original, self.more],
            [[chapter.key, chapter.title, chapter.body] for chapter in self.chapters],
            sorted(theme.pk for theme in self.themes),
            self.organisation and self.organisation.pk,
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


class Libraries:
    """The library page of each language, kept with its count of children while pages are added."""

    def __init__(self) -> None:
        self._by_language: dict[str, LibraryPage] = {}
        self._slugs: dict[str, set[str]] = {}
        libraries = LibraryPage.objects.filter(association=None).select_related("locale")
        for library in libraries.order_by("path"):
            language = library.locale.language_code
            if language not in self._by_language:
                self._by_language[language] = library
                slugs = library.get_children().values_list("slug", flat=True)
                self._slugs[language] = set(slugs)

    def locale(self, language: str) -> Locale:
        return self._by_language[language].locale

    def add(self, item: LibraryItem, entry: Entry) -> None:
        """Put a new item under the library of its language, at a free address."""
        slugs = self._slugs[entry.language]
        item.slug = next(slug for slug in _slugs_for(entry) if slug not in slugs)
        slugs.add(item.slug)
        self._by_language[entry.language].add_child(instance=item)

    def refresh(self) -> None:
        """After a failed transaction: read again what is really there."""
        self.__init__()  # type: ignore[misc]


def _slugs_for(entry: Entry) -> Iterator[str]:
    name, ending = PurePosixPath(entry.path).stem, PurePosixPath(entry.path).suffix
    stem = slugify(name.replace(".", "-"), allow_unicode=True)[:100] or "item"
    yield stem
    yield slugify(f"{entry.source}-{stem}")[:150] or f"item-{stem}"
    number = 2
    while True:
        yield f"{stem}-{slugify(ending)}-{number}"
        number += 1


def create_item(content: ItemContent, libraries: Libraries, versions: Versions) -> LibraryItem:
    """Write a new item and its chapters, live and public, tied to the versions there are."""
    entry = content.entry
    item = _MODELS[entry.kind](external_id=entry.path, locale=libraries.locale(entry.language))
    item.translation_key = versions.key
    _describe(item, content)
    libraries.add(item, entry)
    keys = versions.chapter_keys(len(content.chapters))
    keys = keys or [uuid.uuid4() for _chapter in content.chapters]
    for chapter, chapter_key in zip(content.chapters, keys, strict=True):
        _add_chapter(item, chapter, chapter_key)
    return item


def update_item(item: LibraryItem, content: ItemContent, *, keeps_history: bool) -> None:
    """Bring an item and its chapters in line.

    With `keeps_history` what stood before can be found in the revisions. What an editor has taken
    off the site stays off: it gets the new text as a draft.
    """
    _describe(item, content)
    _save(item, keeps_history=keeps_history)
    LibraryItem.objects.filter(pk=item.pk).update(import_hash=item.import_hash)
    chapters = {chapter.external_id: chapter for chapter in chapters_below(item)}
    wanted = {chapter.key for chapter in content.chapters}
    for key, chapter in chapters.items():
        # A chapter that an editor has added has no external id, and stays.
        if key is not None and key not in wanted:
            chapter.delete()
    item.refresh_from_db(fields=["numchild", "path", "depth"])
    for planned in content.chapters:
        known = chapters.get(planned.key)
        if known is None:
            _add_chapter(item, planned, uuid.uuid4())
        elif _stored(known) != (planned.title, planned.body):
            known.title = known.draft_title = planned.title
            _put_body(known, planned.body)
            _save(known, keeps_history=keeps_history)
    _put_in_order(item, [chapter.key for chapter in content.chapters])


def _describe(item: LibraryItem, content: ItemContent) -> None:
    entry = content.entry
    item.title = item.draft_title = entry.title
    item.summary = content.summary
    _put_body(item, content.body)
    with translation.override(entry.language):
        item.licence = entry.licence or _("not stated")
    item.attribution = entry.attribution
    item.source_url = entry.url
    item.source_organisation = content.organisation
    item.is_original = content.is_original
    item.themes = content.themes
    item.import_hash = content.hash()
    if isinstance(item, CaseStudyPage):
        item.form = CaseStudyPage.Form.FULL
    for name, value in content.more.items():
        setattr(item, name, value)


def _put_body(page: LibraryItem | ChapterPage, body: list[Block]) -> None:
    # A StreamField takes its stored form as JSON; its type does not say so.
    page.body = json.dumps(body)  # type: ignore[assignment]


def _save(page: LibraryItem | ChapterPage, *, keeps_history: bool) -> None:
    if not keeps_history:
        page.save()
        return
    revision = page.save_revision()
    if page.live:
        revision.publish()


def _add_chapter(item: LibraryItem, planned: ChapterContent, key: uuid.UUID) -> None:
    item.add_child(
        instance=ChapterPage(
            title=planned.title,
            slug=planned.slug,
            locale=item.locale,
            translation_key=key,
            external_id=planned.key,
            body=json.dumps(planned.body),
        )
    )


def _stored(chapter: ChapterPage) -> tuple[str, list[Block]]:
    return chapter.title, list(chapter.body.raw_data)


def _put_in_order(item: LibraryItem, keys: list[str]) -> None:
    """Move chapters where the source has put them in another order."""
    stored = list(chapters_below(item).exclude(external_id=None))
    if [chapter.external_id for chapter in stored] == keys:
        return
    place = {key: number for number, key in enumerate(keys)}
    for chapter in sorted(stored, key=lambda one: place.get(str(one.external_id), 0)):
        chapter.refresh_from_db()
        chapter.move(Page.objects.get(pk=item.pk), pos="last-child")
