"""Plants invented topics and posts by the thousand."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from tqdm import tqdm

from forums.planting import AlreadyPlanted, Numbers, plant
from pages.commands import ExplainedCommand


class Command(ExplainedCommand):
    help = """\
Add ten boards with invented topics and posts, for measuring and trying. The same seed gives the
same on any day; a seed that was used before is refused. Nothing takes them out again: use a
database of its own (PEERHALL_DATA).

  plant --persons 500
  plant_boards --topics 10000 --posts 200000
      One topic has a twentieth of the posts. Those who write are the persons that are there.
      To find the topics, build the index anew: rebuild_search.
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--topics", type=int, required=True, help="how many")
        parser.add_argument("--posts", type=int, required=True, help="how many, in all topics")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other words")

    def handle(self, *args: Any, **options: Any) -> None:
        numbers = Numbers(options["topics"], options["posts"])
        try:
            with tqdm(total=numbers.posts, unit=" posts", desc="Planting boards") as bar:
                plant(numbers, options["seed"], bar.update)
        except AlreadyPlanted as error:
            raise CommandError(
                f"Topics of seed {options['seed']} are already here. Choose another --seed."
            ) from error
        except ValueError as error:
            raise CommandError(
                "Plant persons first, and ask for several posts for each topic: "
                "--topics 1000 --posts 20000."
            ) from error
