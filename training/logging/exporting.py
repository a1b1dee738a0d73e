"""The list of who took part as a file; and an empty one to fill in."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from pages.spreadsheets import KINDS, Value, answer_with
from people.copies import mark_of
from people.models import Person
from training.logging.tables import COLUMNS
from training.models import Event, Participation


def template_file() -> HttpResponse:
    """The columns of a list in the language of the screen, and nobody in it."""
    lines: list[list[Value]] = [[str(label) for label in COLUMNS.labels.values()]]
    return answer_with(lines, "xlsx", "list", is_private=True)


def as_file(event: Event, rows: Iterable[Participation], *, by: Person, kind: str) -> HttpResponse:
    """The list; its first row says whose copy it is and of when (2C). Unknown kinds are CSV."""
    mark = _("Copy of %(name)s, %(day)s. Personal data: delete it when you need it no longer.")
    lines: list[list[Value]] = [[mark_of(by, mark)]]
    lines.append([str(label) for label in COLUMNS.labels.values()])
    for row in rows:
        lines.append(
            [
                row.name_on_list,
                row.organisation.name if row.organisation else "",
                row.function,
                row.get_role_display(),
                "" if event.shows_no_names else row.person.email or "",
                "" if event.shows_no_names else row.person.phone,
                row.get_sex_display(),
                row.get_age_band_display(),
                row.days_attended,
                row.score_before,
                row.score_after,
            ]
        )
    # Without the title of the training: a name on a disk tells, too.
    return answer_with(lines, kind if kind in KINDS else "csv", "participants", is_private=True)
