"""Runs background tasks until it is stopped: the site's worker."""

import logging
import sys
import time
from datetime import timedelta
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker

from pages.working import Heart, is_one_alive, new_worker_id

# A killed worker's task is taken within two minutes: this, a beat and a look at the queue.
LEASE_SECONDS = 90
PAUSE_SECONDS = 3

logger = logging.getLogger(__name__)


class PatientWorker(Worker):
    """Ends when it is asked to, after the task at hand, however often it is asked.

    The stock one breaks the task off at the second signal and marks it failed: a lost letter.
    """

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        self.running = False
        if not self.running_task:
            sys.exit(0)


class Command(BaseCommand):
    help = (
        "Run background tasks, take over what a killed worker left, and look after what comes "
        "round, until stopped. As many of these as you like may run at once."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--lease",
            type=float,
            default=LEASE_SECONDS,
            help=f"Seconds of silence after which a worker is given up ({LEASE_SECONDS}); the same "
            "for all workers of a site.",
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help="Run nothing; fail unless a worker of this machine lives.",
        )

    def handle(self, *args: Any, lease: float, check: bool, **options: Any) -> None:
        if check:
            if not is_one_alive(timedelta(seconds=lease)):
                message = f"No worker of this machine was heard of in the last {lease:.0f} seconds."
                raise CommandError(message)
            return
        is_asked_to_end = False
        while not is_asked_to_end:
            is_asked_to_end = _live(timedelta(seconds=lease))


def _live(lease: timedelta) -> bool:
    """Work until asked to end, which returns True, or until the database fails, False.

    What was being done when the database failed belongs to a worker that is no more, and is put
    back like that of any other: so it is this process under a new name that goes on.
    """
    worker_id = new_worker_id()
    worker = PatientWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=1,
        batch=False,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
    )
    worker.configure_signals()
    heart = Heart(worker_id, lease)
    try:
        with heart:
            worker.run()
    except Error:
        logger.exception("the worker cannot reach the database; it tries again")
        connection.close()
        time.sleep(PAUSE_SECONDS)
    return not worker.running
