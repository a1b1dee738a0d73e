"""Work of this room that a worker does."""

import logging

from django.db import DatabaseError
from django_tasks import task

from pages.tasks import leave_once
from search import following, reconciling, vain
from search.engine.interface import SearchUnavailable, WriterBusy
from search.models import IndexChange
from search.saving import looking

logger = logging.getLogger(__name__)

# Longer than a batch takes, shorter than a rebuild: other tasks wait behind this one.
_WAITS_SECONDS = 30


@task()
def follow_changes() -> None:
    """Bring the index in line with what was committed, and count the words sought in vain."""
    try:
        following.work_off()
    except (SearchUnavailable, OSError) as error:
        logger.warning("the index cannot be written, changes wait for the next try: %s", error)
    vain.gather()


@task()
def reconcile_index() -> None:
    """Repair what the index misses, holds too much or holds in an old state; the hourly look."""
    try:
        found = reconciling.reconcile(wait_seconds=_WAITS_SECONDS)
    except (SearchUnavailable, WriterBusy, OSError) as error:
        logger.warning("the index cannot be compared, the next hour tries again: %s", error)
        return
    if found:
        logger.warning("the index was not what the database says and is repaired: %s", found)


@task()
def tell_of_saved_searches() -> None:
    """Look for what is new of saved searches, for some seconds; another task looks at the rest."""
    if looking.look_at_due():
        leave_once(tell_of_saved_searches)


def ask_for_a_worker() -> None:
    """Leave a task for a worker, unless one is waiting: it will see what was just committed."""
    try:
        leave_once(follow_changes)
    except DatabaseError:
        # The rows of the outbox are committed; a worker looks for such every thirty seconds.
        logger.exception("no task could be left for the search index")


def look_at_outbox() -> None:
    """Leave a task where changes wait: whoever noted them may have been killed before it could."""
    if IndexChange.objects.exists():
        leave_once(follow_changes)


def look_at_index() -> None:
    """Leave the hourly comparison to a worker."""
    leave_once(reconcile_index)


def look_at_saved_searches() -> None:
    """Leave a task where one is due; a killed worker's comes due again."""
    if looking.due().exists():
        leave_once(tell_of_saved_searches)
