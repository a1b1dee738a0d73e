"""Words that found nothing: gathered by the readers' side in a file, counted by the worker.

A read writes nothing to the database: it would wait for whoever holds the write lock. Neither does
the editors' list; the worker counts whenever it has followed a change of the library.
"""

import json
import logging
import os
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F

from search.engine.language.text import clean
from search.models import VainQuery

logger = logging.getLogger(__name__)

_NAME = "words-in-vain.jsonl"
_LARGEST_FILE = 5_000_000
_LONGEST = 200
# Words are somebody's: what nobody has sought for so long goes.
_KEPT_FOR = timedelta(days=365)


def note(text: str, language: str) -> None:
    """Remember words that found nothing. A full disk is no reason to refuse the reader a page."""
    words = " ".join(clean(text).lower().split())[:_LONGEST]
    if not words:
        return
    line = json.dumps([words, language, datetime.now(UTC).date().isoformat()]) + "\n"
    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LARGEST_FILE:
            return
        # One short write in append mode is one piece, whichever process writes beside it.
        with path.open("a", encoding="utf-8") as file:
            file.write(line)
    except OSError:
        logger.exception("words sought in vain could not be noted")


def gather() -> int:
    """Add what was noted to the editors' list. Returns how many searches were counted."""
    path = _path()
    taken = path.with_suffix(f".{os.getpid()}")
    try:
        path.replace(taken)
    except FileNotFoundError:
        return 0
    counted: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], date] = {}
    for line in taken.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            words, language, day = json.loads(line)
            key, on = (str(words)[:_LONGEST], str(language)[:10]), date.fromisoformat(day)
        except ValueError:
            continue
        counted[key] += 1
        last[key] = on
    with transaction.atomic():
        for (words, language), times in counted.items():
            row, _ = VainQuery.objects.get_or_create(
                words=words, language=language, defaults={"last_on": last[words, language]}
            )
            VainQuery.objects.filter(pk=row.pk).update(
                times=F("times") + times, last_on=last[words, language]
            )
        VainQuery.objects.filter(last_on__lt=datetime.now(UTC).date() - _KEPT_FOR).delete()
    taken.unlink()
    return sum(counted.values())


def _path() -> Path:
    return Path(settings.PEERHALL_DATA) / "search" / _NAME
