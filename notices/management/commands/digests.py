"""Writes and sends digests by hand."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from notices.digests import gather
from notices.outbox import send_due

A_WEEK = timedelta(days=7)


class Command(BaseCommand):
    help = "Write and send the digests whose morning has come, as the worker does by itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--early",
            action="store_true",
            help="also what waits for the coming mornings, daily and weekly, to see it now",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        number = gather(now + A_WEEK if options["early"] else now)
        while send_due():
            pass
        self.stdout.write(f"Digests written: {number}")
