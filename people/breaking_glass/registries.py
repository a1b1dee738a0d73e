"""Which records open by exception; rooms above add theirs when they start."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pages.registries import Registry


@dataclass(frozen=True)
class RecordFile:
    """A stored file that belongs to a record; it is downloaded, and never shown in place."""

    stored: Any
    name: str
    content_type: str


def _no_file(record: Any) -> RecordFile | None:
    return None


@dataclass(frozen=True)
class KindOfRecord:
    """Records of one kind, each known by a random number.

    `find` gives the one with that number, or None. `asks_for_two` says whether a second person has
    to allow it. `tell` tells those whose record it is, by its second argument (`once`) one time;
    a mail holds no word of it. `template` shows the context that `shown` makes; `file_of` gives the
    file that comes with it, if any.
    """

    key: str
    find: Callable[[uuid.UUID], Any]
    asks_for_two: Callable[[Any], bool]
    tell: Callable[[Any, str], None]
    template: str
    shown: Callable[[Any], dict[str, Any]]
    is_sensitive: bool = False
    file_of: Callable[[Any], RecordFile | None] = _no_file


kinds_of_records: Registry[KindOfRecord] = Registry("records that open by exception")


def record_at(reference: uuid.UUID) -> tuple[KindOfRecord, Any] | None:
    """The record with this number and its kind; None where there is none."""
    for kind in kinds_of_records:
        found = kind.find(reference)
        if found is not None:
            return kind, found
    return None
