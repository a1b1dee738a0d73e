"""What this part has for a person's desk."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from learning.trying.waiting import came_back, to_confirm
from pages.desk import lines_of
from pages.registries import DeskLine


def reports_to_confirm(person: Any) -> Iterable[DeskLine]:
    """What waits for this editor, oldest first; one query, none for who edits nowhere."""
    yield from lines_of(to_confirm(person), _to_confirm, all_at=reverse("tried_waiting"))


def _to_confirm(report: Any) -> DeskLine:
    return DeskLine(
        title=_("%(organisation)s tried something and reports how it went")
        % {"organisation": report.organisation.name},
        url=reverse("tried_decide", args=[report.pk]),
        note=report.title or "",
        verb=_("Confirm or send back"),
    )


def reports_sent_back(person: Any) -> Iterable[DeskLine]:
    """Own reports that came back, as long as one works there; one query."""
    yield from lines_of(came_back(person), _came_back, all_at=reverse("tried_waiting"))


def _came_back(report: Any) -> DeskLine:
    return DeskLine(
        title=_("Your report of what you tried came back"),
        url=reverse("tried_update", args=[report.pk]),
        note=report.title or "",
        verb=_("Amend it"),
    )
