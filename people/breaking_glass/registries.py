"""Which records open by exception; rooms above add theirs when they start."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pages.registries import Registry
from people.models import Person


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
    to allow it. `whose` gives those whose record it is: they are told, with a link to `page`, an
    address with that number, which opens to them. `template` shows the context that `shown` makes;
    `file_of` gives the file that comes with it, if any.
    """

    key: str
    find: Callable[[uuid.UUID], Any]
    asks_for_two: Callable[[Any], bool]
    whose: Callable[[Any], Iterable[Person]]
    page: str
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


def kind_called(key: str) -> KindOfRecord | None:
    """The kind with this key; None where no room has it any more."""
    return next((kind for kind in kinds_of_records if kind.key == key), None)
