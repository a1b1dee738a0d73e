"""Brings in a file of IATI."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from partnerships.iati.importing import NotValid, import_file


class Command(BaseCommand):
    help = (
        "Bring in a file of IATI 2.03: activities become partnerships with a public summary, "
        "an organisation's file its name and its budgets. Says what has no place here. A file that "
        "is not valid is refused with its line, and nothing of it comes in; the same file twice "
        "adds nothing."
    )
    # They would load every page of the site, and take a quarter of the memory.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--preview", action="store_true", help="only say what would come in, and keep nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]

        def shown(records: Iterable[Any]) -> Iterable[Any]:
            return tqdm(records, "records", file=sys.stderr, disable=options["verbosity"] == 0)

        try:
            report = import_file(path, is_preview=options["preview"], shown=shown)
        except NotValid as error:
            raise CommandError(f"{path}: {error} Nothing was brought in.") from None
        for line in report.lines(is_preview=options["preview"]):
            self.stdout.write(line)
