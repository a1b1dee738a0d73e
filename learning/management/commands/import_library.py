"""Brings a folder of documents into the library."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from learning.importing.folder import import_folder
from learning.importing.manifest import FILES, TEXTS, NoManifest
from learning.importing.versions import Group


class Command(BaseCommand):
    help = (
        f"Import the documents that FOLDER lists in {TEXTS} and {FILES}: public pages with their "
        "chapters, tables, pictures, files and language versions. Running it again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and write nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder. Give the folder that holds {TEXTS}.")

        def shown(groups: list[Group], label: str) -> Iterable[Group]:
            return tqdm(groups, label, file=sys.stderr, disable=options["verbosity"] == 0)

        try:
            report = import_folder(folder, is_dry=options["dry_run"], shown=shown)
        except NoManifest as error:
            raise CommandError(
                f"{folder} has neither {TEXTS} nor {FILES}. Give the folder that holds them."
            ) from error
        for line in report.lines(with_sources=options["verbosity"] > 1):
            self.stdout.write(line)
