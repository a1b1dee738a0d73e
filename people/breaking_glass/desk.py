"""What exceptional openings put on a desk."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.desk import lines_of
from pages.registries import Action, DeskLine
from people.breaking_glass.permissions import can_ask, waiting_for
from people.models import ExceptionalOpening


def openings_to_decide(person: Any) -> Iterable[DeskLine]:
    """One line for each that waits for a second person."""
    yield from lines_of(waiting_for(person), _to_decide, all_at=reverse("openings"))


def _to_decide(opening: ExceptionalOpening) -> DeskLine:
    return DeskLine(
        title=_("An administrator asks to open a record by exception"),
        url=reverse("opening", args=[opening.pk]),
        due_on=timezone.localdate(opening.lasts_until),
        verb=_("Read and decide"),
    )


def duties(person: Any) -> Iterable[Action]:
    """For who may ask."""
    if can_ask(person):
        yield Action(label=_("Open a record by exception"), url=reverse("openings"))
