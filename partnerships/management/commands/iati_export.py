"""Gives partnerships out as IATI."""

import shutil
import sys
import tempfile
import uuid
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from partnerships.iati.exporting import CannotBeGiven, checked, partnership_rows, write_file
from partnerships.iati.organisation_file import write_organisations


class Command(BaseCommand):
    help = (
        "Write partnerships with a public summary to standard output as IATI 2.03: all, one, or "
        "those of a plan. What is written is valid, with its codes on their lists; else it is "
        "said what is missing, and nothing is written. With --organisations a file of "
        "organisations and their budgets, as far as they are known."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument("--partnership", type=uuid.UUID, metavar="ID")
        chosen.add_argument("--plan", type=uuid.UUID, metavar="ID")
        chosen.add_argument(
            "--organisations", action="store_true", help="organisations and their budgets"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with tempfile.NamedTemporaryFile(suffix=".xml") as file:
            try:
                self._write(file, options)
                file.flush()
                checked(Path(file.name))
            except CannotBeGiven as error:
                raise CommandError(f"{error} Nothing was written.") from None
            file.seek(0)
            shutil.copyfileobj(file, self._raw_output())

    def _write(self, file: Any, options: dict[str, Any]) -> None:
        def shown(records: Iterable[Any]) -> Iterable[Any]:
            return tqdm(records, "partnerships", file=sys.stderr, disable=options["verbosity"] == 0)

        if options["organisations"]:
            if not write_organisations(file):
                raise CommandError("No organisation's budgets are known.")
            return
        rows = partnership_rows(partnership=options["partnership"], plan=options["plan"])
        if not rows.exists():
            raise CommandError("There is no such partnership with a public summary.")
        write_file(rows, file, shown=shown)

    def _raw_output(self) -> Any:
        """Bytes go to standard output as they are; a test's text stream is given words."""
        raw = getattr(self.stdout, "buffer", None)
        return raw if raw is not None else _Words(self.stdout)


class _Words:
    """Takes bytes for a stream of words."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, written: bytes) -> None:
        self._stream.write(written.decode(), ending="")
