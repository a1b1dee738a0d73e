"""Follows changes of the database in a loop, where no task worker does."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from search import vain
from search.engine.interface import SearchUnavailable
from search.following import work_off


class Command(BaseCommand):
    help = "Bring the search index in line with the database, again and again, until stopped."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="Work off what is there and end.")
        parser.add_argument(
            "--pause", type=float, default=2.0, help="Seconds between two looks (2)."
        )

    def handle(self, *args: Any, once: bool, pause: float, **options: Any) -> None:
        while True:
            try:
                work_off()
                vain.gather()
            except (SearchUnavailable, OSError) as error:
                self.stderr.write(f"The index cannot be written: {error}")
            if once:
                return
            time.sleep(pause)
