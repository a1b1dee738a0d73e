"""Work of this room that a worker does."""

import logging

from django.db import DatabaseError
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from search import following, vain

logger = logging.getLogger(__name__)


@task()
def follow_changes() -> None:
    """Bring the index in line with what was committed, and count the words sought in vain."""
    following.work_off()
    vain.gather()


def ask_for_a_worker() -> None:
    """Leave a task for a worker, unless one is waiting: it will see what was just committed."""
    try:
        waiting = DBTaskResult.objects.filter(
            task_path=follow_changes.module_path, status=TaskResultStatus.READY
        )
        if not waiting.exists():
            follow_changes.enqueue()
    except DatabaseError:
        # The rows of the outbox are committed; the next change or the loop will work them off.
        logger.exception("no task could be left for the search index")
