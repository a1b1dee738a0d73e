"""Taking an archive in: checked as a whole, written in one transaction, told to nobody."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from pages.registries import settle
from people.audit import record
from people.exit import arriving_pages, arriving_people, arriving_things
from people.exit.archive import Archive, ArchiveRefused, Row, opened
from people.exit.checking import check
from people.exit.inward import Inward
from people.exit.job import Shown
from people.models import Organisation

# What a row that was changed by hand makes models and blocks raise.
_FAULTS = (
    *(ValidationError, DatabaseError, ValueError, TypeError),
    *(KeyError, AttributeError, IndexError),
)


@dataclass(frozen=True)
class Imported:
    """What came: rows by kind, and short names of themes that this site does not have."""

    association: Organisation
    counts: dict[str, int]
    unknown_themes: list[str]


def import_association(source: Path, *, shown: Shown) -> Imported:
    """Take the archive at `source` into this site, which must be empty.

    Raises ArchiveRefused, and then nothing was written. Nobody is told or given a role; persons
    come without an account. Returns when all of it can be found.
    """
    with opened(source) as archive:
        check(archive, shown)
        into = Inward()
        try:
            with transaction.atomic():
                _write(archive, into, shown)
                association = into.association
                record(
                    "people.association-imported",
                    by=None,
                    thing=association,
                    organisation=association,
                )
        except BaseException:
            into.take_back_files()
            raise
    settle()
    return Imported(association, archive.counts, sorted(into.unknown_themes))


def _write(archive: Archive, into: Inward, shown: Shown) -> None:
    """Each kind after those that it points at."""

    def each(kind: str, write: Callable[[Inward, Row], object]) -> None:
        for row in shown(archive.rows(kind), kind):
            with _named(kind, row):
                write(into, row)

    each("persons", arriving_people.person)
    each("organisations", arriving_people.organisation)
    each("memberships", arriving_people.membership)
    each("appointments", arriving_people.appointment)
    each("groups", arriving_people.group)
    each("space", arriving_people.space)
    each("collections", arriving_things.collection)
    each("pictures", lambda into, row: arriving_things.picture(into, row, archive))
    each("files", lambda into, row: arriving_things.file(into, row, archive))
    each("pages", arriving_pages.page)
    each("pages", arriving_pages.links_ahead)
    each("pages", arriving_pages.moments)
    each("revisions", arriving_pages.revision)
    each("newsletters", arriving_pages.newsletter)
    each("readings", arriving_pages.reading)
    arriving_pages.open_to_editors(into)


@contextmanager
def _named(kind: str, row: Row) -> Iterator[None]:
    """Name the row in which something does not do."""
    try:
        yield
    except _FAULTS as error:
        said = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        number = row.get("number", 1)
        raise ArchiveRefused(f"{kind}.jsonl, line {number}: {said}") from error
