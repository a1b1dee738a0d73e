"""Writing all that an association has put in into one archive (design, rule 2).

What is in it and what stays: decision 0021.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Collection

from pages.models import File, Picture
from people.audit import record
from people.exit import departing_pages, departing_people, departing_things, scope
from people.exit.archive import ArchiveWriter, written_whole
from people.exit.job import Job, Shown
from people.exit.kinds import README
from people.exit.outward import Outward
from people.exit.telling import readme
from people.models import Organisation


@dataclass(frozen=True)
class Exported:
    """How many rows of each kind were written, and how many pages of the space were not."""

    counts: dict[str, int]
    pages_left_out: int


def export_association(
    association: Organisation, target: Path, *, replaces: bool = False, shown: Shown
) -> Exported:
    """Write the archive of `association` to `target`, as the site is at one moment.

    Rows go from the database to the file one by one; in memory are numbers only. The file has its
    name once it is whole. Raises ArchiveRefused where there is a file that may not be replaced.
    """
    with (
        written_whole(target, replaces=replaces) as file,
        ArchiveWriter(file) as archive,
        _one_moment(),
    ):
        keys = scope.audiences_of(association)
        page_ids, left_out = scope.page_ids_of(association, set(keys))
        collections = scope.collections_of(association)
        job = Job(
            association=association,
            archive=archive,
            shown=shown,
            audiences=keys,
            collections=collections,
            out=_outward(association, page_ids, collections),
        )
        _write(job)
    record("people.association-exported", by=None, thing=association, organisation=association)
    return Exported(archive.counts, left_out)


def _outward(
    association: Organisation, page_ids: list[int], collections: list[Collection]
) -> Outward:
    members = scope.memberships_of(association).values_list("member_id", flat=True)
    posts = scope.appointments_of(association).values_list("person_id", flat=True)
    return Outward(
        organisations=list(dict.fromkeys([association.pk, *members])),
        persons=list(dict.fromkeys(posts)),
        pages=page_ids,
        collections=[one.pk for one in collections],
        pictures=scope.stored_ids(Picture, collections, page_ids),
        files=scope.stored_ids(File, collections, page_ids),
    )


@contextmanager
def _one_moment() -> Iterator[None]:
    """See the database as it is now until the end, and keep nobody from writing meanwhile.

    An atomic block on SQLite takes the write lock (design), so there it is a plain BEGIN.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _write(job: Job) -> None:
    """Persons and organisations come last: they are all whom the rest has named."""
    member_ids = list(job.out.organisations.ids)
    member_person_ids = list(job.out.persons.ids)
    for kind, rows in (
        ("memberships", departing_people.memberships(job)),
        ("appointments", departing_people.appointments(job)),
        ("groups", departing_people.groups(job)),
        ("space", departing_people.space(job)),
        ("collections", departing_things.collections(job)),
        ("pictures", departing_things.pictures(job)),
        ("files", departing_things.files(job)),
        ("pages", departing_pages.pages(job)),
        ("revisions", departing_pages.revisions(job)),
        ("newsletters", departing_pages.newsletters(job)),
        ("readings", departing_pages.readings(job, member_ids)),
        ("organisations", departing_people.organisations(job, set(member_ids))),
        ("persons", departing_people.persons(job, set(member_person_ids))),
    ):
        job.archive.write_rows(kind, job.shown(rows, kind))
    departing_things.copy(job, Picture, job.out.pictures.ids)
    departing_things.copy(job, File, job.out.files.ids)
    facts = {
        "association": job.association.name,
        "site": settings.WAGTAILADMIN_BASE_URL,
        "made_at": timezone.now().isoformat(timespec="seconds"),
    }
    job.archive.write_text(README, readme(facts))
    job.archive.end_with(facts)
