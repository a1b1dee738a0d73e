"""One export while it goes on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Collection

from people.exit.archive import ArchiveWriter
from people.exit.outward import Outward
from people.models import Organisation

# Called with rows and what they are, gives the rows on: for showing how far it is.
Shown = Callable[[Iterable[Any], str], Iterable[Any]]


@dataclass(frozen=True)
class Job:
    """What the parts of an export share; `audiences` are the association's, by key."""

    association: Organisation
    archive: ArchiveWriter
    shown: Shown
    audiences: dict[str, str]
    collections: list[Collection]
    out: Outward
