"""Lessons as a reader may know of them, and all pages each of them has."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Length, Substr
from django.urls import reverse

from learning.models import ChapterPage, LibraryItem
from pages.registries import Lesson
from pages.trails import keys_by_uuid
from partnerships.registries import Learnt, kind_of, known_to

TEXT = "library-item"


@dataclass(frozen=True)
class Known:
    """A lesson, and what it is called for whom it was asked."""

    learnt: Learnt
    lesson: Lesson

    @property
    def key(self) -> str:
        return self.lesson.key

    @property
    def url(self) -> str:
        return trail_address(self.key)


def trail_address(key: str) -> str:
    """Where the trail of this thing stands."""
    kind, _colon, number = key.partition(":")
    return reverse("lesson_trail", args=[kind, number])


def lessons_known_to(keys: Iterable[str], reader: Any) -> dict[str, Known]:
    """Those that `reader` may know of by name; what is only counted is none of them (2C)."""
    named = [key for key in dict.fromkeys(keys) if _has_a_name(key)]
    known = known_to(named, reader)
    pages = _pages_of(known)
    return {
        key: Known(known[key], Lesson(key, frozenset(pages.get(key, ()))))
        for key in named
        if key in known
    }


def _has_a_name(key: str) -> bool:
    kind = kind_of(key)
    return kind is not None and not kind.only_counted


def _pages_of(keys: Iterable[str]) -> dict[str, set[int]]:
    """Live pages of texts, in all languages, with their chapters; two queries."""
    texts = keys_by_uuid([Lesson(key) for key in keys], TEXT)
    pages: dict[str, set[int]] = defaultdict(set)
    by_path: dict[str, str] = {}
    rows = LibraryItem.objects.live().filter(translation_key__in=list(texts))
    for pk, path, number in rows.values_list("pk", "path", "translation_key"):
        pages[texts[number]].add(pk)
        by_path[path] = texts[number]
    above = Substr("path", 1, Length("path") - ChapterPage.steplen)
    chapters = ChapterPage.objects.live().annotate(above=above).filter(above__in=list(by_path))
    for pk, path in chapters.values_list("pk", "above"):
        pages[by_path[path]].add(pk)
    return pages
