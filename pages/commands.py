"""What management commands with much to explain share."""

import sys
from argparse import RawDescriptionHelpFormatter
from collections.abc import Callable, Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser, DjangoHelpFormatter
from tqdm import tqdm


class _AsWritten(RawDescriptionHelpFormatter, DjangoHelpFormatter):
    """Keeps the lines of the help as they are."""


class ExplainedCommand(BaseCommand):
    """A command whose help is read as it was written, and that shows how far it is."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=_AsWritten, **kwargs)

    def shown(self, options: dict[str, Any]) -> Callable[[Iterable[Any], str], Iterable[Any]]:
        """Gives rows on and shows on standard error how many went by; silent with --verbosity 0."""

        def show(rows: Iterable[Any], label: str) -> Iterable[Any]:
            return tqdm(rows, label, file=sys.stderr, disable=options["verbosity"] == 0)

        return show
