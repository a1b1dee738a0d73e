"""Language versions of one text, the original first."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page

from learning.importing.blocks import NAMESPACE
from learning.importing.manifest import Entry
from learning.models import ChapterPage, LibraryItem, chapters_below
from pages.addresses import rewrite_subtree
from pages.models import PageAudience
from pages.registries import announce


@dataclass(frozen=True)
class Group:
    """The entries of one text in several languages; the first is the original.

    An entry whose language has been given in the group already stands alone beside it.
    """

    name: str
    entries: list[Entry]

    @property
    def paths(self) -> set[str]:
        return {entry.path for entry in self.entries}


def groups_of(entries: Iterable[Entry]) -> list[Group]:
    """All entries, those of a group together, in the order in which groups begin.

    The original is what `origin` calls so; where several do, the one in the language that its
    source has most texts in, and then in the order of the site's languages.
    """
    entries = list(entries)
    sizes = Counter((each.source, each.language) for each in entries if not each.is_file)
    order = [code for code, _name in settings.LANGUAGES]
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        name = entry.group or entry.path
        if any(other.language == entry.language for other in groups.get(name, [])):
            name = entry.path
        groups.setdefault(name, []).append(entry)

    def rank(entry: Entry) -> tuple[bool, int, int]:
        return (
            not entry.origin.startswith("original"),
            -sizes[entry.source, entry.language],
            order.index(entry.language),
        )

    return [Group(name, sorted(members, key=rank)) for name, members in groups.items()]


class Versions:
    """Ties the language versions of one text to each other as they come, the original first.

    Chapters are tied where their number is the same: the first version with so many gives the keys.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._key: uuid.UUID | None = None
        self._by_count: dict[int, list[uuid.UUID]] = {}

    @property
    def key(self) -> uuid.UUID:
        """The key that a new version gets."""
        return self._key or uuid.uuid5(NAMESPACE, self._name)

    def chapter_keys(self, count: int) -> list[uuid.UUID]:
        """The keys for a new version with so many chapters; empty where it is the first of them."""
        return self._by_count.get(count, [])

    def tie(self, item: LibraryItem) -> None:
        """Take the keys of a version, or give it and its chapters those of the earlier ones."""
        if self._key is not None:
            rekey(item, self._key)
        else:
            self._key = item.translation_key
        chapters = list(chapters_below(item))
        known = self._by_count.get(len(chapters))
        taken = {key for keys in self._by_count.values() for key in keys}
        for place, chapter in enumerate(chapters):
            is_right = known is not None and chapter.translation_key == known[place]
            if chapter.translation_key in taken and not is_right:
                rekey(chapter, uuid.uuid4())
        for chapter, key in zip(chapters, known or [], strict=False):
            rekey(chapter, key)
        self._by_count.setdefault(len(chapters), [each.translation_key for each in chapters])


def rekey(page: LibraryItem | ChapterPage, key: uuid.UUID) -> None:
    """Make `page` a language version of `key`, closed as that is closed.

    Not where its own audience is closed, which hangs on its key, nor where its language is taken.
    """
    if page.translation_key == key:
        return
    is_closed = PageAudience.objects.filter(translation_key=page.translation_key).exists()
    is_taken = Page.objects.filter(translation_key=key, locale=page.locale_id).exists()
    if not is_closed and not is_taken:
        page = page.specific
        page.translation_key = key
        page.save()
        announce("changed", rewrite_subtree(page))
