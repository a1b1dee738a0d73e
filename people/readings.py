"""Which pages are read from which organisations, counted so that no person is in the count.

A read writes nothing to the database (it would wait for whoever holds the write lock): it adds a
line to the file of its day, and a worker counts the days that are over. The line holds the page,
the organisations in which the reader has a post, and a mark by which a second reading of the same
page on the same day is known. The mark is made of page, person and a secret of that day; it leads
to no other page of the same reader, and nowhere at all once the day is counted, for file and secret
are gone then.
"""

import hashlib
import json
import logging
import os
import secrets
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from wagtail.models import Page

from people.models import CountedDay, Organisation, Person, ReadingCount

logger = logging.getLogger(__name__)

# Fewer readings than this could point to one person; they are never shown (safeguards, codes).
FEWEST_SHOWN = 5
# A busy day of a thousand readers fills a tenth of it.
_LARGEST_FILE = 20_000_000
# A reader who asked before midnight has their answer, and their line, by then.
_SETTLES = timedelta(hours=1)
_SUFFIX = ".jsonl"


def shown(readings: int) -> int | None:
    """The number as it may be shown; None for "fewer than five", nought included."""
    return readings if readings >= FEWEST_SHOWN else None


def note(person: Person, page: Page) -> None:
    """Remember that `person` was shown `page`; one query, and nobody without a post is counted.

    A full disk is no reason to refuse the reader a page.
    """
    held = person.appointments.holding_on().values_list("organisation_id", flat=True)
    organisation_ids = sorted(set(held))
    if organisation_ids:
        write_line(page.pk, organisation_ids, person.pk)


def write_line(page_id: int, organisation_ids: list[int], person_id: int) -> None:
    """Add one reading to the file of today."""
    day = datetime.now(UTC).date()
    try:
        path = _path_of(day)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LARGEST_FILE:
            return
        mark = _mark(_secret_of(day), page_id, person_id)
        # One short write in append mode is one piece, whichever process writes beside it.
        with path.open("a", encoding="ascii") as file:
            file.write(json.dumps([page_id, organisation_ids, mark]) + "\n")
    except OSError:
        logger.exception("a reading could not be noted")


def count_past_days() -> int:
    """Count the days that are over and remove what was noted of them. Returns new readings."""
    last = (datetime.now(UTC) - _SETTLES).date()
    counted = 0
    for path in sorted(_folder().glob(f"*{_SUFFIX}")):
        day = date.fromisoformat(path.stem)
        if day < last:
            counted += _count(day, path)
    return counted


def _count(day: date, path: Path) -> int:
    try:
        lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return 0  # another worker was faster
    found = _readings_in(lines)
    with transaction.atomic():
        _row, is_new = CountedDay.objects.get_or_create(day=day)
        if is_new:
            _add(day.replace(day=1), found)
    path.unlink(missing_ok=True)
    _secret_path_of(day).unlink(missing_ok=True)
    return sum(found.values()) if is_new else 0


def _readings_in(lines: Iterable[str]) -> Counter[tuple[int, int]]:
    """Readings by page and organisation, each mark once; half a line is none."""
    found: Counter[tuple[int, int]] = Counter()
    marks: set[str] = set()
    for line in lines:
        try:
            page_id, organisation_ids, mark = json.loads(line)
            keys = [(int(page_id), int(pk)) for pk in organisation_ids]
        except (ValueError, TypeError):
            continue
        if mark not in marks:
            marks.add(mark)
            found.update(keys)
    return found


def _add(month: date, found: Counter[tuple[int, int]]) -> None:
    """Pages and organisations that are gone since are left out."""
    pages = set(Page.objects.filter(pk__in={pk for pk, _ in found}).values_list("pk", flat=True))
    organisations = Organisation.objects.filter(pk__in={pk for _, pk in found})
    known = set(organisations.order_by().values_list("pk", flat=True))
    fresh: list[ReadingCount] = []
    for (page_id, organisation_id), readings in found.items():
        if page_id not in pages or organisation_id not in known:
            continue
        key: dict[str, Any] = {
            "page_id": page_id,
            "organisation_id": organisation_id,
            "month": month,
        }
        if not ReadingCount.objects.filter(**key).update(readings=F("readings") + readings):
            fresh.append(ReadingCount(**key, readings=readings))
    ReadingCount.objects.bulk_create(fresh, batch_size=500)


def _mark(secret: bytes, page_id: int, person_id: int) -> str:
    words = f"{page_id} {person_id}".encode()
    return hashlib.blake2b(words, digest_size=12, key=secret).hexdigest()


def _secret_of(day: date) -> bytes:
    """The secret of a day, made by whoever reads first; all processes then share it."""
    path = _secret_path_of(day)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        own = path.with_suffix(f".{os.getpid()}-{secrets.token_hex(4)}")
        own.write_bytes(secrets.token_bytes(32))
        try:
            # Unlike a rename, a link does not replace what another process has made.
            path.hardlink_to(own)
        except FileExistsError:
            pass
        finally:
            own.unlink()
        return path.read_bytes()


def _secret_path_of(day: date) -> Path:
    return _folder() / f"{day.isoformat()}.secret"


def _path_of(day: date) -> Path:
    return _folder() / f"{day.isoformat()}{_SUFFIX}"


def _folder() -> Path:
    return Path(settings.PEERHALL_DATA) / "readings"
