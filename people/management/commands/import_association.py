"""Takes an association's archive into an empty site."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from pages.commands import ExplainedCommand
from people.exit.archive import ArchiveRefused
from people.exit.importing import import_association
from people.management.commands.export_association import lines_of


class Command(ExplainedCommand):
    help = """\
Take the archive of an association, written by export_association, into a site that has no
organisations yet.

  PEERHALL_DATA=/srv/lake-towns ./peerhall manage import_association lake-towns.zip

Everything is checked first: that the archive is whole and unchanged, that nothing in it leads
outside or unpacks to far more than it is, and every row. Then it is written in one transaction: an
archive that is refused, and an import that is stopped, leave the site as it was.

Nobody is told of anything, and no mail leaves. Persons come without an account and without a role:
invite the first editor, who invites the others. A newsletter that waited or was approved is a
draft again. Pictures are checked and drawn anew, as with every upload. Returns when the pages can
be found; texts inside files follow as soon as a worker has read them.
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path, metavar="ARCHIVE", help="the file to take in")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            came = import_association(options["archive"], shown=self.shown(options))
        except ArchiveRefused as error:
            raise CommandError(f"{error}\nNothing was changed.") from error
        self.stdout.write(f"{came.association.name} is here, with:")
        self.stdout.writelines(lines_of(came.counts))
        if came.unknown_themes:
            self.stdout.write(
                f"Themes that this site does not have, and left out: {came.unknown_themes}"
            )
