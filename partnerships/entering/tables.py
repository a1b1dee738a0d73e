"""The columns of a list of partnerships; many words in one cell are parted by semicolons."""

from django.utils.translation import gettext_lazy as _

from pages.tables import Columns

COLUMNS = Columns(
    labels={
        "title": _("title"),
        "partners": _("partners"),
        "countries": _("countries"),
        "themes": _("themes"),
        "plan": _("country plan"),
        "state": _("state"),
        "first": _("first day"),
        "last": _("last day"),
        "currency": _("currency"),
    },
    needed=("title", "partners"),
    also_called={
        "title": "title",
        "name": "title",
        "partners": "partners",
        "partner": "partners",
        "countries": "countries",
        "country": "countries",
        "themes": "themes",
        "theme": "themes",
        "plan": "plan",
        "country plan": "plan",
        "state": "state",
        "status": "state",
        "first day": "first",
        "start": "first",
        "last day": "last",
        "end": "last",
        "currency": "currency",
    },
    is_of_persons=False,
)


def parts_of(cell: str) -> list[str]:
    """Words of a cell that are parted by semicolons, each once."""
    return list(dict.fromkeys(word.strip() for word in cell.split(";") if word.strip()))
