"""Plants invented persons, organisations and pages by the thousand."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from tqdm import tqdm

from learning import planting as pages
from pages.commands import ExplainedCommand
from people import planting as people

PERSONS_IN_A_TOWN, TOWNS_IN_AN_ASSOCIATION = 5, 50


class Command(ExplainedCommand):
    help = """\
Add invented things, for measuring and trying. The same seed gives the same things on any day;
a seed that was used before is refused, so that a second run changes nothing. Nothing takes them
out again: use a database of its own (PEERHALL_DATA).

  plant --persons 10000 --organisations 2000 --associations 40
      Persons with dated posts in towns and associations, the towns' memberships, two editors for
      each association and a contact for each town. Nobody can sign in as one of them.
  plant --pages 10000
      Texts of the library in five languages, with chapters, pictures, themes and audiences.
      Returns when all of them can be found.
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pages", type=int, default=0, help="how many, chapters included")
        parser.add_argument("--persons", type=int, default=0, help="how many")
        parser.add_argument(
            "--organisations", type=int, help="local governments; one for five persons if not given"
        )
        parser.add_argument(
            "--associations", type=int, help="one for fifty local governments if not given"
        )
        parser.add_argument("--seed", type=int, default=1, help="another seed, other things")

    def handle(self, *args: Any, **options: Any) -> None:
        numbers = _numbers(options)
        if options["pages"] < 0 or options["pages"] == numbers.persons == 0:
            raise CommandError("Say how many: --pages or --persons must be 1 or more.")
        if numbers.persons:
            self._plant_people(numbers, options["seed"])
        if options["pages"]:
            self._plant_pages(options["pages"], options["seed"])

    def _plant_people(self, numbers: people.Numbers, seed: int) -> None:
        try:
            with tqdm(total=numbers.rows, unit=" rows", desc="Planting people") as bar:
                people.plant(numbers, seed, bar.update)
        except people.AlreadyPlanted as error:
            raise CommandError(
                f"Persons of seed {seed} are already here. Choose another --seed."
            ) from error

    def _plant_pages(self, count: int, seed: int) -> None:
        try:
            with tqdm(total=count, unit=" pages", desc="Planting pages") as bar:
                pages.plant(count, seed, bar.update)
        except pages.AlreadyPlanted as error:
            raise CommandError(
                f"Pages of seed {seed} are already here. Choose another --seed."
            ) from error


def _numbers(options: dict[str, Any]) -> people.Numbers:
    persons, organisations = options["persons"], options["organisations"]
    associations = options["associations"]
    if persons == 0 and (organisations or associations):
        raise CommandError("--organisations and --associations are for --persons: say how many.")
    if organisations is None:
        organisations = max(persons // PERSONS_IN_A_TOWN, 1)
    if associations is None:
        associations = max(organisations // TOWNS_IN_AN_ASSOCIATION, 1)
    if persons < 0 or organisations < 1 or associations < 1:
        raise CommandError("Every number must be 1 or more.")
    return people.Numbers(persons, organisations, associations)
