"""Looks for what is new of each saved search, as its person, and tells them.

A search is taken by moving the time at which it is due, which of many workers one can do; it is due
again when whoever took it was killed, or when the engine was away. What was found and that it was
looked for is written in one transaction, so nothing is lost, and the name of a notice keeps a hit
from being told twice.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from notices.actions import tell_each
from search.engine.interface import Hit, SearchUnavailable
from search.engines import current_engine
from search.models import SavedSearch
from search.permissions import reader_for
from search.reading import titles_of
from search.saving.actions import asked_by
from search.saving.kinds import NEW_HIT

logger = logging.getLogger(__name__)

EVERY = timedelta(hours=6)
# Longer than one question takes, however slow the engine is.
LEASE = timedelta(minutes=5)
# The index knows when a thing was published, and not when it could be found: an index may be
# behind, a first post may wait to be looked at, a page may be opened to more readers.
OVERLAP = timedelta(days=30)
MOST_SECONDS = 20
BATCH = 50
# Who finds more than so many new things has asked for everything.
MOST_HITS, PER_PAGE = 500, 50


def due() -> QuerySet[SavedSearch]:
    """Those whose time has come, the longest waiting first."""
    waiting = SavedSearch.objects.filter(due_at__lte=timezone.now(), person__is_active=True)
    return waiting.order_by("due_at", "pk")


def look_at_due() -> bool:
    """Look for some seconds at what is due; whether more may be due."""
    until = time.monotonic() + MOST_SECONDS
    while batch := list(due().select_related("person")[:BATCH]):
        for saved in batch:
            if time.monotonic() > until:
                return True
            if _take(saved):
                try:
                    look(saved)
                except SearchUnavailable as error:
                    logger.warning("saved searches wait: the index cannot be asked: %s", error)
                    return False
                except Exception:
                    # One that cannot be looked at must not keep the others waiting.
                    logger.exception("a saved search could not be looked at")
                    later = timezone.now() + EVERY
                    SavedSearch.objects.filter(pk=saved.pk).update(due_at=later)
    return False


def _take(saved: SavedSearch) -> bool:
    """Whether it is ours: no other worker has taken it since it was read."""
    same = SavedSearch.objects.filter(pk=saved.pk, due_at=saved.due_at)
    saved.due_at = timezone.now() + LEASE
    return bool(same.update(due_at=saved.due_at))


def look(saved: SavedSearch) -> None:
    """Tell its person what has come since the last look. Raises SearchUnavailable."""
    now = timezone.now()
    since = max(saved.made_at, saved.told_until - OVERLAP)
    chosen = _one_of_each_text(saved, since)
    readable = titles_of((hit.key for hit in chosen.values()), saved.person)
    things = {
        once: {"search": str(saved.pk), "key": hit.key}
        for once, hit in chosen.items()
        if hit.key in readable
    }
    with transaction.atomic():
        own = SavedSearch.objects.filter(pk=saved.pk, due_at=saved.due_at)
        # Not where it was deleted meanwhile, or another worker has it by now.
        if own.update(told_until=now, due_at=now + EVERY) and things:
            tell_each(NEW_HIT, saved.person, things)


def _one_of_each_text(saved: SavedSearch, since: datetime) -> dict[str, Hit]:
    """The new hits by the names under which they are told.

    A text is told once, in the language of who asked where it has that; to who asked for one
    language, the text in that one.
    """
    chosen: dict[str, Hit] = {}
    for hit in _hits_since(saved, since):
        once = hit.key if "language" in saved.filters else hit.group or hit.key
        if once not in chosen or hit.language == saved.language:
            chosen[once] = hit
    return chosen


def _hits_since(saved: SavedSearch, since: datetime) -> Iterator[Hit]:
    """What was published after a moment, the newest first; asked as the person is now.

    The newest is not the best: what lacks a word and only comes near is not told as new.
    """
    asked, engine = asked_by(saved), current_engine()
    reader = reader_for(saved.person)
    for number in range(1, MOST_HITS // PER_PAGE + 1):
        question = asked.on_page(number).request(saved.language, reader)
        hits = engine.search(replace(question, per_page=PER_PAGE, has_all_words=True)).hits
        for hit in hits:
            if _published_at(hit) < since:
                return
            yield hit
        if len(hits) < PER_PAGE:
            return


def _published_at(hit: Hit) -> datetime:
    return parse_datetime(hit.shown["published_at"]) or datetime.min.replace(tzinfo=UTC)
