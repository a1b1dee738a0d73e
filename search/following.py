"""Works off the outbox: the index is brought in line with the database, row by row or as a whole.

Rows are deleted when the index has followed and not before: a killed worker leaves rows that the
next one takes. What is written is always read from the database at that moment, so doing it twice
does no harm.
"""

from collections.abc import Callable

from django.db.models import Max, QuerySet

from learning.models import ChapterPage, LibraryItem
from pages.models import SiteVersion
from search.engine.interface import Changes, IndexMissing, WriterBusy
from search.engines import current_engine, current_writer
from search.models import IndexChange
from search.sources import all_documents, count_items, documents_for, item_key, page_ids_among

BATCH = 200
# A worker gives way to a rebuild and comes back; a command that promised a current index waits.
_WORKER_WAITS_SECONDS = 5
_COMMAND_WAITS_SECONDS = 600
# From this share of the library on, writing everything anew is faster than change by change.
_REBUILD_SHARE = 0.3
_REBUILD_AT_LEAST = 2000


def work_off() -> int:
    """Work off what is there, for a worker. Returns how many changes; 0 when another one works.

    Raises SearchUnavailable or OSError where the index cannot be written; the rows stay.
    """
    try:
        return _work_off(_WORKER_WAITS_SECONDS)
    except WriterBusy:
        return 0


def make_current(wait_seconds: float = _COMMAND_WAITS_SECONDS) -> None:
    """Return when everything committed so far can be found, whether or not a worker runs."""
    newest = IndexChange.objects.aggregate(newest=Max("pk"))["newest"]
    while newest and IndexChange.objects.filter(pk__lte=newest).exists():
        _work_off(wait_seconds)


def is_backlog_large(waiting: int) -> bool:
    """Whether a rebuild would be faster than following each of so many changes."""
    return waiting >= max(_REBUILD_AT_LEAST, int(_REBUILD_SHARE * count_items()))


def rebuild(wait_seconds: float, advance: Callable[[int], None] | None = None) -> int:
    """Write the whole index anew from the database and swap it in; returns the number of items."""
    newest = IndexChange.objects.aggregate(newest=Max("pk"))["newest"] or 0
    documents = all_documents(SiteVersion.current())
    later = IndexChange.objects.filter(pk__gt=newest)
    count = current_writer(wait_seconds).rebuild(
        documents, advance, lambda: _changes_of(_keys_of(later))
    )
    # What was noted while it was being written stays, and is followed once more in the new index:
    # only that can tell what else hangs on a page that has moved.
    IndexChange.objects.filter(pk__lte=newest).delete()
    return count


def _work_off(wait_seconds: float) -> int:
    newest = IndexChange.objects.aggregate(newest=Max("pk"))["newest"]
    if newest is None:
        return 0
    waiting = IndexChange.objects.filter(pk__lte=newest)
    keys = _keys_of(waiting)
    if is_backlog_large(len(keys)) or not _has_index():
        rebuild(wait_seconds)
        return len(keys)
    for start in range(0, len(keys), BATCH):
        _follow(keys[start : start + BATCH], wait_seconds)
    # Only now: a moved page hides all below it until every one of them has been followed.
    waiting.delete()
    # What stands near an item is found in the index, and pages that show it are kept.
    SiteVersion.advance()
    return len(keys)


def _has_index() -> bool:
    try:
        current_engine().hanging_on([])
    except IndexMissing:
        return False
    return True


def _keys_of(noted: QuerySet[IndexChange]) -> list[str]:
    return list(noted.order_by("key").values_list("key", flat=True).distinct())


def _follow(keys: list[str], wait_seconds: float) -> None:
    changes = _changes_of(keys)
    current_writer(wait_seconds).apply(changes.documents, changes.deleted_keys)


def _changes_of(changed: list[str]) -> Changes:
    """Return the documents of these things, or those they belonged to when last indexed."""
    # Read before the texts: of two workers that write the same item, the later reader wins.
    version = SiteVersion.current()
    page_ids = page_ids_among(changed)
    manuals = ChapterPage.objects.filter(pk__in=page_ids).values_list("path", flat=True)
    above = [path[: -ChapterPage.steplen] for path in manuals]
    found = LibraryItem.objects.filter(path__in=above).values_list("pk", flat=True)
    keys = _hanging_on(changed) | {
        *changed,
        *(item_key(page_id) for page_id in found),
        *_authors_of(page_ids),
    }
    documents = list(documents_for(keys, version))
    return Changes(documents, keys - {document.key for document in documents})


def _authors_of(page_ids: list[int]) -> set[str]:
    """Who wrote these items: an organisation is found by what it published."""
    written = LibraryItem.objects.filter(pk__in=page_ids).exclude(author_organisation=None)
    authors = written.values_list("author_organisation_id", flat=True).distinct()
    return {f"organisation:{number}" for number in authors}


def _hanging_on(keys: list[str]) -> set[str]:
    try:
        return current_engine().hanging_on(keys)
    except IndexMissing:
        return set()
