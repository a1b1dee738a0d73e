"""Writes the whole index anew."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.engine.interface import WriterBusy
from search.following import rebuild
from search.sources import count_items

_WAIT_SECONDS = 600


class Command(BaseCommand):
    help = (
        "Write the search index anew from the database and swap it in; the old one answers until "
        "then. Progress goes to standard error."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        is_quiet = options["verbosity"] == 0
        with tqdm(
            total=count_items(), desc="Indexing", unit=" items", file=sys.stderr, disable=is_quiet
        ) as bar:
            try:
                count = rebuild(_WAIT_SECONDS, bar.update)
            except WriterBusy as error:
                message = "Another process has been writing the index for ten minutes. Try later."
                raise CommandError(message) from error
        if not is_quiet:
            self.stderr.write(f"{count} items can be found.")
