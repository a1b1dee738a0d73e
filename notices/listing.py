"""Notices in words, for the list on the site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from notices.kinds import Wording, kind_of
from notices.models import Notice


@dataclass(frozen=True)
class Entry:
    """One line of the list, in the language of the screen."""

    wording: Wording
    label: str
    told_at: datetime
    is_unread: bool


def entries_of(person: Any, notices: Iterable[Notice]) -> list[Entry]:
    """A line for each of `notices` (from `for_list`) that the person may still be told."""
    entries = []
    for notice in notices:
        kind = kind_of(notice.kind)
        if kind is not None and kind.may_still(person, notice):
            wording = kind.write(person, notice)
            entries.append(Entry(wording, str(kind.label), notice.told_at, notice.read_at is None))
    return entries
