"""What a worker does beside its tasks (decision 0008).

Its heart beats in a thread of its own: it shows that the worker lives, puts back the tasks of
workers that fell silent, and leaves tasks for the chores that are due. Any number of workers may do
so at once.
"""

import logging
import os
import socket
import threading
from datetime import datetime, timedelta

from django.db import Error, close_old_connections, connection, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pages.models import ChoreTurn, LivingWorker
from pages.registries import Chore, chores

logger = logging.getLogger(__name__)

# Chores come round in 30 seconds at the least; with a beat they are looked at within 40.
BEAT_SECONDS = 10
# Five workers that end at the same task are no accident (safeguards, faults and recovery).
MOST_WORKERS = 5


class WorkersEndedAtIt(Exception):
    """A task at which one worker after the other ended without a word; it is not tried again."""


def new_worker_id() -> str:
    """A name that no other worker has, on this machine or another, before or after."""
    return f"{_this_machine()}{os.getpid()}:{get_random_string(12)}"


def is_one_alive(lease: timedelta) -> bool:
    """Whether something was heard of a worker of this machine (or container) within the lease."""
    since = timezone.now() - lease
    ours = LivingWorker.objects.filter(worker_id__startswith=_this_machine())
    return ours.filter(seen_at__gte=since).exists()


def _this_machine() -> str:
    return f"{socket.gethostname()}:"


class Heart(threading.Thread):
    """Beats while its `with` lasts, which is around the running of tasks."""

    def __init__(self, worker_id: str, lease: timedelta) -> None:
        super().__init__(name="heart", daemon=True)
        self._worker_id = worker_id
        self._lease = lease
        self._pause = min(BEAT_SECONDS, lease.total_seconds() / 4)
        self._is_stopped = threading.Event()

    def __enter__(self) -> None:
        # Known as alive before the first task is taken.
        LivingWorker.objects.create(worker_id=self._worker_id, seen_at=timezone.now())
        self.start()

    def __exit__(self, fault: type[BaseException] | None, *more: object) -> None:
        self._is_stopped.set()
        self.join()
        if fault is None or not issubclass(fault, Error):  # else it falls silent, which does too
            LivingWorker.objects.filter(worker_id=self._worker_id).delete()

    def run(self) -> None:
        while True:
            try:
                self._beat()
            except Error:
                logger.exception("the worker's heart cannot reach the database; it tries again")
            close_old_connections()
            if self._is_stopped.wait(self._pause):
                break
        connection.close()

    def _beat(self) -> None:
        now = timezone.now()
        if not LivingWorker.objects.filter(worker_id=self._worker_id).update(seen_at=now):
            # It stood still for longer than its lease. Others do its work now: it must not go on.
            logger.critical("worker %s was given up by others and ends", self._worker_id)
            os._exit(1)
        put_back_lost_tasks(self._lease)
        leave_tasks_for_chores()


def put_back_lost_tasks(lease: timedelta) -> None:
    """Have tasks taken again whose worker has not been heard of for the length of the lease."""
    silent_since = timezone.now() - lease
    LivingWorker.objects.filter(seen_at__lt=silent_since).delete()
    # In this order: a worker makes itself known before it takes a task.
    running = list(DBTaskResult.objects.running().values_list("pk", "worker_ids"))
    if not running:
        return
    living = set(LivingWorker.objects.values_list("worker_id", flat=True))
    for task_id, worker_ids in running:
        if worker_ids[-1] not in living:
            _put_back(task_id, worker_ids)


@transaction.atomic
def _put_back(task_id: object, worker_ids: list[str]) -> None:
    running = DBTaskResult.objects.running().select_for_update(skip_locked=True)
    task = running.filter(pk=task_id).first()
    if task is None or task.worker_ids != worker_ids:
        return  # another worker was faster
    if len(worker_ids) >= MOST_WORKERS:
        task.set_failed(WorkersEndedAtIt(", ".join(worker_ids)))
        logger.error(
            "task %s (%s) is parked: %d workers ended at it, the last was %s",
            *(task_id, task.task_path, len(worker_ids), worker_ids[-1]),
        )
        return
    task.status = TaskResultStatus.READY
    task.save(update_fields=["status"])
    logger.warning(
        "task %s (%s) is taken over: nothing is heard of worker %s",
        *(task_id, task.task_path, worker_ids[-1]),
    )


def leave_tasks_for_chores() -> None:
    """Look at each chore that is due; one that fails stops no other and stays due."""
    for chore in chores:
        try:
            _look_if_due(chore, timezone.now())
        except Exception:  # a room's fault must not stop the heart
            logger.exception("the chore “%s” has failed; it is tried again", chore.name)


def _look_if_due(chore: Chore, now: datetime) -> None:
    turn, _ = ChoreTurn.objects.get_or_create(name=chore.name, defaults={"due_at": now})
    if turn.due_at > now:
        return
    with transaction.atomic():
        mine = ChoreTurn.objects.filter(name=chore.name, due_at=turn.due_at)
        if mine.update(due_at=now + chore.every):
            chore.look()
