"""Compares the index with the database and repairs what differs."""

from typing import Any

from django.core.management.base import BaseCommand

from search.reconciling import reconcile


class Command(BaseCommand):
    help = "Find what the search index misses, holds too much or holds in an old state; repair it."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what differs and change nothing."
        )

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        found = reconcile(is_repairing=not dry_run)
        self.stdout.write(str(found))
