"""Says whether files are valid IATI 2.03."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.iati.checking import fault_in


class Command(BaseCommand):
    help = (
        "Check each FILE against the official schema of IATI 2.03: prints `FILE: valid` or "
        "`FILE: line N: reason`, and ends with 1 where one is not valid. Needs no database and no "
        "network."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        refused = 0
        for path in options["files"]:
            fault = fault_in(path)
            refused += fault is not None
            said = f"line {fault.line}: {fault.reason}" if fault else "valid"
            self.stdout.write(f"{path}: {said}")
        if refused:
            raise CommandError(f"{refused} of {len(options['files'])} not valid.")
