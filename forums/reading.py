"""How far people have read: noted in a file when a page is shown, written by the worker.

A read writes nothing to the database (it would wait for whoever holds the write lock).
"""

import datetime
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from forums.actions.following import keep_markers
from forums.models import Post, Topic
from people.models import Person

logger = logging.getLogger(__name__)

# A thousand readers of a hundred pages each, and no more than that waits for a worker.
_LARGEST_FILE = 5_000_000
_NOTED, _TAKEN = "noted.jsonl", "taken.jsonl"
AT_ONCE = 200


def note(person: Any, post: Post) -> None:
    """Remember that `person` was shown its topic up to `post`.

    A full disk is no reason to refuse the reader a page.
    """
    line = [person.pk, post.topic_id, post.number, post.posted_at.timestamp()]
    try:
        path = _folder() / _NOTED
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LARGEST_FILE:
            return
        # One short write in append mode is one piece, whichever process writes beside it.
        with path.open("a", encoding="ascii") as file:
            file.write(json.dumps(line) + "\n")
    except OSError:
        logger.exception("how far somebody read could not be noted")


def write_markers() -> int:
    """Write what was noted and forget it; how many lines. A chore of the worker."""
    noted, taken = _folder() / _NOTED, _folder() / _TAKEN
    if not taken.exists():
        try:
            noted.replace(taken)
        except FileNotFoundError:
            return 0
    lines = list(_lines_of(taken))
    for start in range(0, len(lines), AT_ONCE):
        _write(lines[start : start + AT_ONCE])
    taken.unlink(missing_ok=True)
    return len(lines)


@transaction.atomic
def _write(lines: list[tuple[int, int, int, datetime.datetime]]) -> None:
    """The furthest of each, for persons and topics that are still there."""
    furthest: dict[tuple[int, int], tuple[int, int, int, datetime.datetime]] = {}
    for line in lines:
        known = furthest.get(line[:2])
        if known is None or known[2] < line[2]:
            furthest[line[:2]] = line
    persons = set(
        Person.objects.filter(pk__in={pk for pk, _ in furthest}).values_list("pk", flat=True)
    )
    topics = set(
        Topic.objects.filter(pk__in={pk for _, pk in furthest}).values_list("pk", flat=True)
    )
    keep_markers(one for one in furthest.values() if one[0] in persons and one[1] in topics)


def _lines_of(path: Path) -> Iterator[tuple[int, int, int, datetime.datetime]]:
    """What was noted; half a line is none."""
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        try:
            person_id, topic_id, number, at = json.loads(line)
            moment = datetime.datetime.fromtimestamp(float(at), tz=datetime.UTC)
            yield int(person_id), int(topic_id), int(number), min(moment, timezone.now())
        except (ValueError, TypeError, OverflowError):
            continue


def _folder() -> Path:
    return Path(settings.PEERHALL_DATA) / "read-markers"
