"""Plants invented things of every room by the thousand."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError, CommandParser
from tqdm import tqdm

from pages.commands import ExplainedCommand
from pages.planting import (
    MAIL_DOMAIN,
    SIZES,
    UNUSABLE_PASSWORD,
    AlreadyPlanted,
    NothingToStandOn,
    Planting,
)
from pages.registries import planting, settle


class Command(ExplainedCommand):
    help = """\
Add invented things, for measuring and trying, and return when all of them can be found. Nothing
takes them out again: use a database of its own (PEERHALL_DATA). One that has real people in it is
refused.

  plant --size world
      A little of everything, in the numbers of a world: 10,000 persons, 50,000 pages, 200,000
      posts, 12,000 partnerships, 100,000 participations in trainings, 300,000 readings and reports
      of what was tried. A country has a tenth of it, a town a hundredth. What is already there is
      left as it is: when it was interrupted, the same command goes on with what is missing.
  plant --persons 10000 --organisations 2000 --associations 40
  plant --pages 10000
      So many of one kind, or of several; they stand on what is there. A seed that was used
      before for this kind is refused.

The same seed gives the same things on any day. Nobody can sign in as a planted person.
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", choices=SIZES, help="as many of everything as such a place")
        for one in _rooms():
            parser.add_argument(f"--{one.name}", type=int, default=0, help=one.what)
            for name, what in one.details:
                parser.add_argument(f"--{name}", type=int, help=what)
        parser.add_argument("--seed", type=int, default=1, help="another seed, other things")
        parser.add_argument(
            "--beside-real-people", action="store_true", help="add to such a database all the same"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        numbers = _numbers(options)
        if not options["beside_real_people"] and _has_real_people():
            raise CommandError(
                "This database has real people in it. Use another: PEERHALL_DATA=… "
                "(or say --beside-real-people)."
            )
        for one, number in numbers.items():
            self._plant(one, number, options)
        settle()

    def _plant(self, one: Planting, number: int, options: dict[str, Any]) -> None:
        details = {name: options[name] for name, _what in one.details if options[name]}
        is_silent = options["verbosity"] == 0
        try:
            with tqdm(unit=f" {one.name}", desc="Planting", total=number, disable=is_silent) as bar:
                one.plant(number, options["seed"], bar.update, **details)
        except AlreadyPlanted as error:
            said = f"{one.name.capitalize()} of seed {options['seed']} are already here."
            if not options["size"]:
                raise CommandError(f"{said} Choose another --seed.") from error
            self.stderr.write(f"{said} They are left as they are.")
        except NothingToStandOn as error:
            raise CommandError(str(error)) from error


def _rooms() -> list[Planting]:
    """Rooms register from the top down, as they start; what they plant stands on lower rooms."""
    return list(reversed(list(planting)))


def _numbers(options: dict[str, Any]) -> dict[Planting, int]:
    """How many of what was asked for."""
    size = options["size"]
    numbers = {one: one.number_of(size) if size else options[one.name] for one in _rooms()}
    for one, number in numbers.items():
        given = [options[name] for name, _what in one.details if options[name] is not None]
        if given and number == 0:
            flags = " and ".join(f"--{name}" for name, _what in one.details)
            raise CommandError(f"{flags} are for --{one.name}: say how many.")
        if number < 0 or any(each < 1 for each in given):
            raise CommandError("Every number must be 1 or more.")
    asked = {one: number for one, number in numbers.items() if number}
    if not asked:
        flags = ", ".join(f"--{one.name}" for one in numbers)
        raise CommandError(f"Say how many: --size, or one of {flags}.")
    if size and any(options[one.name] for one in numbers):
        raise CommandError("A --size has its own numbers: give it alone.")
    return asked


def _has_real_people() -> bool:
    planted = get_user_model().objects.exclude(password=UNUSABLE_PASSWORD)
    return planted.exclude(email__endswith=f"@{MAIL_DOMAIN}").exists()
