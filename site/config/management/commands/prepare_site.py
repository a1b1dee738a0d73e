"""Makes locales, home pages, themes and library pages where they are missing."""

from typing import Any

from django.core.management.base import BaseCommand

from learning.prepare import prepare_library
from pages.prepare import prepare_ground


class Command(BaseCommand):
    help = (
        "Make what every site stands on: five locales, a home page and a library page in each, "
        "the curated themes. Run it after `migrate`; running it again changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        prepare_ground()
        prepare_library()
        if options["verbosity"] > 0:
            self.stderr.write("The ground is prepared.")
