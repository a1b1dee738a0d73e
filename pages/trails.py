"""How a room finds the lessons it is asked about: by their pages, or by what is in their keys."""

import uuid
from collections.abc import Iterable

from pages.registries import Lesson

# Digits: each number of so many fits into the database.
LONGEST_NUMBER = 18


def keys_by_page(lessons: Iterable[Lesson]) -> dict[int, str]:
    """The key of the lesson that each page belongs to."""
    return {page: lesson.key for lesson in lessons for page in lesson.page_ids}


def keys_by_uuid(lessons: Iterable[Lesson], prefix: str) -> dict[uuid.UUID, str]:
    """Keys that begin with `prefix` by the number in them; what is no such number is left out."""
    found = {}
    for lesson in lessons:
        own, _colon, tail = lesson.key.partition(":")
        try:
            if own == prefix:
                found[uuid.UUID(tail)] = lesson.key
        except ValueError:
            continue
    return found


def keys_by_number(lessons: Iterable[Lesson], prefix: str) -> dict[int, str]:
    """The same for rows under a plain number."""
    found = {}
    for lesson in lessons:
        own, _colon, tail = lesson.key.partition(":")
        if own == prefix and tail.isascii() and tail.isdecimal() and len(tail) <= LONGEST_NUMBER:
            found[int(tail)] = lesson.key
    return found
