"""Plants invented pages by the thousand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from learning.planting import AlreadyPlanted, plant


class Command(BaseCommand):
    help = (
        "Add invented pages in five languages, for measuring and trying; the same seed gives the "
        "same pages. Returns when all of them can be found. Nothing takes them out again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pages", type=int, required=True, help="how many, chapters included")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other pages")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["pages"] < 1:
            raise CommandError("--pages must be 1 or more.")
        try:
            with tqdm(total=options["pages"], unit=" pages", desc="Planting") as bar:
                plant(options["pages"], options["seed"], bar.update)
        except AlreadyPlanted as error:
            raise CommandError(
                f"Pages of seed {options['seed']} are already here. Choose another --seed."
            ) from error
