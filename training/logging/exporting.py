"""The list of who took part as a file; and an empty one to fill in."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.spreadsheets import KINDS, Value, write
from people.models import Person
from training.logging.tables import COLUMNS
from training.models import Event, Participation


def template_file() -> HttpResponse:
    """The columns of a list in the language of the screen, and nobody in it."""
    return _answer([[str(label) for label in COLUMNS.labels.values()]], "list", "xlsx")


def as_file(event: Event, rows: Iterable[Participation], *, by: Person, kind: str) -> HttpResponse:
    """The list; its first row says whose copy it is and of when (2C). Unknown kinds are CSV."""
    now = timezone.localtime(timezone.now(), by.zone)
    mark = _("Copy of %(name)s, %(day)s. Personal data: delete it when you need it no longer.")
    words = {"name": by.name, "day": f"{now:%Y-%m-%d %H:%M %Z}"}
    lines: list[list[Value]] = [[mark % words]]
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
    return _answer(lines, "participants", kind if kind in KINDS else "csv")


def _answer(lines: list[list[Value]], name: str, kind: str) -> HttpResponse:
    response = HttpResponse(write(lines, kind), content_type=KINDS[kind])
    # Without the title of the training: a name on a disk tells, too.
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response
