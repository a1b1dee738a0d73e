"""Brings threads of another forum into a board."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from forums.importing.threads import import_threads
from forums.models import Board
from pages.registries import settle


class Command(BaseCommand):
    help = (
        "Import the threads that FILE holds, one on each line as JSON, into a board. Running it "
        "again changes nothing; a bad line is named and the rest goes on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--board", type=int, required=True, help="the number of the board")
        parser.add_argument(
            "--language", default="en", choices=[one for one, _ in settings.LANGUAGES]
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"{path} is no file. Give the list of threads.")
        board = Board.objects.filter(pk=options["board"]).first()
        if board is None:
            raise CommandError(f"There is no board {options['board']}. Its address has its number.")

        def shown(lines: list[Any]) -> Iterable[Any]:
            return tqdm(lines, "threads", file=sys.stderr, disable=options["verbosity"] == 0)

        report = import_threads(path, board=board, language=options["language"], shown=shown)
        settle()
        for line in report.lines():
            self.stdout.write(line)
