"""Writes the archive with which an association leaves."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from pages.commands import ExplainedCommand
from people.exit.archive import ArchiveRefused
from people.exit.exporting import export_association
from people.models import Organisation

MOST_NAMED = 20


class Command(ExplainedCommand):
    help = """\
Write one archive of all that an association keeps here: its space in all languages with every
version of every page, pictures, files, newsletters and whom they reached, members with their dates,
the people who hold posts there, and closed groups.

  export_association "Association of Lake Towns" lake-towns.zip
  export_association 12 lake-towns.zip --replace

ARCHIVE is a ZIP of JSON Lines; the README.md in it explains every file and field, so that it can be
used without Peerhall. import_association takes it into an empty site. It has its name only once it
is whole, and only its owner may read it: it names persons. The site can be used meanwhile; what is
written during the export is not in it. That an archive was made is noted in the audit log.

What stays here: accounts, passwords, roles, invitations, mail domains, messages, hidden e-mail
addresses, pages closed to a circle that is not the association's, and numbers of readings below
five.
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "association", metavar="ASSOCIATION", help="its name, or its number in addresses"
        )
        parser.add_argument("archive", type=Path, metavar="ARCHIVE", help="the file to write")
        parser.add_argument(
            "--replace", action="store_true", help="write over a file of that name, once whole"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        association = _association_called(options["association"])
        target: Path = options["archive"]
        if not target.parent.is_dir():
            raise CommandError(f"{target.parent} is no folder. Make it, or name another.")
        try:
            written = export_association(
                association, target, replaces=options["replace"], shown=self.shown(options)
            )
        except ArchiveRefused as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{target} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{target} holds what {association.name} keeps here:")
        self.stdout.writelines(lines_of(written.counts))
        if written.pages_left_out:
            self.stdout.write(
                f"Pages that stay, closed to a circle of others: {written.pages_left_out:,}"
            )


def lines_of(counts: dict[str, int]) -> Iterable[str]:
    """How many rows of each kind, one a line."""
    return (f"{count:>9,}  {kind}\n" for kind, count in counts.items())


def _association_called(words: str) -> Organisation:
    associations = Organisation.objects.associations()
    found = associations.filter(pk=int(words)) if _is_number(words) else associations.none()
    found = found or associations.filter(name__iexact=words.strip())
    if len(found) == 1:
        return found[0]
    near = found or associations.filter(name__icontains=words.strip()) or associations
    named = [f"  {one.pk}  {one.name}" for one in near.order_by("name", "pk")[:MOST_NAMED]]
    hint = "\n".join(["Say which, by its number:", *named]) if named else "There is none here."
    raise CommandError(f"There is no one association called {words!r}. {hint}")


def _is_number(words: str) -> bool:
    return words.isascii() and words.isdecimal() and len(words) < 10
