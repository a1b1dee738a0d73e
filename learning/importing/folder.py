"""Imports a folder: reads its lists, writes what is new or changed, and reports.

Texts link to each other in both directions, so there are two rounds: the first makes the pages, the
second writes the texts whose links led to pages that were not there yet.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.importing.blocks import Block, render
from learning.importing.catalogue import Organisations, Themes
from learning.importing.downloads import download_block
from learning.importing.following import Followed, LinkGround
from learning.importing.links import LinkIndex
from learning.importing.manifest import Entry, Manifest, Problem, read_manifest
from learning.importing.pictures import Pictures
from learning.importing.reading import PlannedPage, read_document
from learning.importing.report import Report
from learning.importing.versions import Group, Versions, groups_of
from learning.importing.writing import (
    ChapterContent,
    ItemContent,
    Libraries,
    create_item,
    update_item,
)
from learning.models import ChapterPage, LibraryItem, chapters_below
from learning.prepare import prepare_library
from pages.planner import tell_planner
from pages.prepare import prepare_ground
from pages.registries import settle

logger = logging.getLogger(__name__)

Shown = Callable[[list[Group], str], Iterable[Group]]


def import_folder(folder: Path, *, is_dry: bool = False, shown: Shown | None = None) -> Report:
    """Bring what `folder` lists into the library; raise NoManifest where it lists nothing.

    Each text is written in a transaction of its group: a fault costs the one line, which the
    report names. Running it again changes nothing. Returns when everything can be found. `shown`
    wraps the groups of a round and is told what the round does, for a progress bar.
    """
    manifest = read_manifest(folder)
    if not is_dry:
        prepare_ground()
        prepare_library()
    report = _Import(manifest, is_dry=is_dry, shown=shown or (lambda groups, _label: groups)).run()
    if not is_dry:
        if report.created or report.updated:
            tell_planner()
        settle()
    return report


def _known_pages() -> dict[str, int]:
    """Ids of the items and chapters that were imported before, by their external ids."""
    items = LibraryItem.objects.exclude(external_id=None).values_list("external_id", "pk")
    chapters = ChapterPage.objects.exclude(external_id=None).values_list("external_id", "pk")
    return dict(items) | dict(chapters)


class _Import:
    """One run over one folder."""

    def __init__(self, manifest: Manifest, *, is_dry: bool, shown: Shown) -> None:
        self.folder = manifest.folder
        self.entries = manifest.entries
        self.is_dry = is_dry
        self.shown = shown
        self.report = Report(is_dry=is_dry, problems=list(manifest.problems))
        self.pictures = Pictures(self.folder, is_dry=is_dry)
        self.themes = Themes()
        self.organisations = Organisations(self.entries)
        self.libraries = Libraries()
        self.ground = LinkGround(LinkIndex(self.entries), _known_pages(), is_dry=is_dry)
        self.links: dict[str, Counter[str]] = {}
        self.chapters: dict[str, int] = {}
        self.written: dict[str, int] = {}
        self.created: set[str] = set()
        self.waiting: set[str] = set()
        self.is_last_round = False

    def run(self) -> Report:
        groups = groups_of(self.entries)
        self._round(groups, _("Reading and writing"))
        self.is_last_round = True
        self._round([group for group in groups if self.waiting & group.paths], _("Linking"))
        if not self.is_dry:
            # Versions that were written in one run are as new as each other.
            LibraryItem.objects.filter(pk__in=self.written.values()).update(
                text_changed_at=timezone.now()
            )
        self._count()
        return self.report

    def _round(self, groups: list[Group], label: str) -> None:
        for group in self.shown(groups, label):
            with self._transaction():
                self._take_group(group)

    def _transaction(self) -> AbstractContextManager[object]:
        return nullcontext() if self.is_dry else transaction.atomic()

    def _take_group(self, group: Group) -> None:
        versions = Versions(group.name)
        for entry in group.entries:
            if not self.is_last_round or entry.path in self.waiting:
                self._take_safely(entry, group, versions)
            if len(group.entries) > 1 and not self.is_dry:
                item = LibraryItem.objects.filter(external_id=entry.path).first()
                if item is not None:
                    versions.tie(item)

    def _take_safely(self, entry: Entry, group: Group, versions: Versions) -> None:
        """Take one entry; a fault becomes a line of the report, and costs nothing else."""
        try:
            with self._transaction():
                self._take(entry, group, versions)
        except ValidationError as error:
            self._note_problem(entry, " ".join(error.messages))
        except ValueError as error:
            self._note_problem(entry, str(error))
        except Exception as error:  # one line's fault must not cost the others
            logger.exception("Importing %s failed.", entry.path)
            self._note_problem(entry, f"{type(error).__name__}: {error}")

    def _note_problem(self, entry: Entry, reason: str) -> None:
        self.report.problems.append(Problem(entry.manifest, entry.line, reason))
        self.waiting.discard(entry.path)
        self.pictures.forget()
        self.libraries = Libraries()

    # -- One entry --------------------------------------------------------------------------------

    def _take(self, entry: Entry, group: Group, versions: Versions) -> None:
        item = LibraryItem.objects.filter(external_id=entry.path).first()
        self._check_kind(entry, item)
        content, is_whole = self._content(entry, group)
        if not is_whole and not self.is_last_round:
            self.waiting.add(entry.path)
        if item is None:
            self._create(content, versions)
        elif is_whole or self.is_last_round:
            # Until all its links are known, what stands there cannot be compared.
            self._update(item.specific, content)

    def _check_kind(self, entry: Entry, item: LibraryItem | None) -> None:
        if item is None:
            return
        if item.item_type != (entry.kind or "article") or item.language != entry.language:
            raise ValueError(
                _("its type or language has changed: delete the item on the site, then import")
            )

    def _create(self, content: ItemContent, versions: Versions) -> None:
        path = content.entry.path
        self.created.add(path)
        if not self.is_dry:
            self._remember(create_item(content, self.libraries, versions), path)

    def _update(self, item: LibraryItem, content: ItemContent) -> None:
        path = content.entry.path
        if item.import_hash == content.hash():
            return
        if self.is_dry:
            self.written[path] = item.pk
            return
        update_item(item, content, keeps_history=path not in self.created)
        self._remember(item, path)

    def _remember(self, item: LibraryItem, path: str) -> None:
        self.written[path] = item.pk
        self.ground.page_ids[path] = item.pk
        chapters = chapters_below(item).exclude(external_id=None)
        self.ground.page_ids.update(chapters.values_list("external_id", "pk"))

    # -- What an item will hold -------------------------------------------------------------------

    def _content(self, entry: Entry, group: Group) -> tuple[ItemContent, bool]:
        """What the item will hold, and whether all of its links have found their pages."""
        if entry.is_file:
            body = [download_block(self.folder, entry, is_dry=self.is_dry)]
            summary, chapters, is_whole = "", [], True
        else:
            reading = read_document(
                self.folder,
                entry,
                lambda source: self.pictures.get(source, entry.path) is not None,
            )
            self.ground.anchors[entry.path] = reading.anchors
            links = Followed(entry, reading.anchors, self.ground)
            first, *others = reading.pages
            body = self._body(first, entry, links)
            chapters = [
                ChapterContent(page.key, page.slug, page.title, self._body(page, entry, links))
                for page in others
            ]
            self.links[entry.path] = links.counts
            self.chapters[entry.path] = len(chapters)
            summary, is_whole = reading.summary, links.are_whole
        themes = (self.themes.get(name, is_dry=self.is_dry) for name in entry.themes)
        content = ItemContent(
            entry=entry,
            summary=summary,
            body=body,
            chapters=chapters,
            themes=[theme for theme in themes if theme is not None],
            organisation=self.organisations.get(entry.source, is_dry=self.is_dry),
            is_original=entry is group.entries[0],
        )
        return content, is_whole

    def _body(self, page: PlannedPage, entry: Entry, links: Followed) -> list[Block]:
        links.page_key = page.key
        blocks = (
            render(
                draft,
                links.follow,
                lambda source: self.pictures.get(source, entry.path),
                page.title or entry.title,
            )
            for draft in page.drafts
        )
        return [block for block in blocks if block is not None]

    def _count(self) -> None:
        report = self.report
        by_path = {entry.path: entry for entry in self.entries}
        for path, counts in self.links.items():
            report.links += counts
            source = by_path[path].source or by_path[path].manifest
            report.links_by_source.setdefault(source, Counter()).update(counts)
        failed = {(problem.manifest, problem.line) for problem in report.problems}
        done = {entry.path for entry in self.entries if (entry.manifest, entry.line) not in failed}
        report.created = len(self.created & done)
        report.updated = len((self.written.keys() - self.created) & done)
        report.unchanged = len(done) - report.created - report.updated
        report.chapters = sum(self.chapters[path] for path in self.chapters.keys() & done)
        report.pictures = self.pictures.count
        report.pictures_missing = len(self.pictures.missing)
        report.themes_added = list(self.themes.added)
        report.organisations_added = list(self.organisations.added)
