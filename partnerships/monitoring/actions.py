"""Writing figures, deciding on them, telling stories."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from notices.actions import tell
from pages.moving import NotAnyMore, make
from partnerships.kinds import PARTNERSHIP
from partnerships.models import Figure, Indicator, Partnership, Story
from partnerships.states import APPROVE, HAND_IN, RETURN, WRITE_FIGURE, FigureState
from people.audit import record
from people.models import Person
from people.permissions import is_programme_editor

OPEN = (FigureState.DRAFT.value, FigureState.RETURNED.value)


class OwnFigure(Exception):
    """Who wrote a figure does not approve it."""


class PeriodIsThere(Exception):
    """There is a figure for this period; that one is to be changed."""


@transaction.atomic
def save_figure(
    *, by: Person, indicator: Indicator, figure: Figure | None, said: dict[str, Any]
) -> Figure:
    """Write a figure, or in a draft or a returned one. Raises PeriodIsThere, NotAnyMore."""
    try:
        with transaction.atomic():
            if figure is None:
                return Figure.objects.create(
                    indicator=indicator, written_by=by, state=WRITE_FIGURE.to, **said
                )
            open_ones = Figure.objects.filter(pk=figure.pk, state__in=OPEN)
            if not open_ones.update(**said, written_by=by):
                raise NotAnyMore
    except IntegrityError as error:
        raise PeriodIsThere from error
    figure.refresh_from_db()
    return figure


@transaction.atomic
def save_indicator(*, by: Person, indicator: Indicator) -> Indicator:
    """Keep what is counted. What is open to everyone was opened by the programme, as it stands."""
    was_open = Indicator.objects.filter(pk=indicator.pk, is_public=True).exists()
    if not is_programme_editor(by):
        indicator.is_public = False
    indicator.is_imported = False
    indicator.save()
    if was_open or indicator.is_public:
        _say_it_changed(indicator.partnership_id)
    return indicator


def _say_it_changed(partnership: uuid.UUID) -> None:
    """Who follows the partnership's file of IATI sees by this day that there is something new."""
    Partnership.objects.filter(pk=partnership).update(changed_at=timezone.now())


@transaction.atomic
def hand_in(*, by: Person, figure: Figure) -> None:
    """Have it looked at. Raises NotAnyMore."""
    make(HAND_IN, figure, reason="")


@transaction.atomic
def approve(*, by: Person, figure: Figure) -> None:
    """It counts from now on. Raises OwnFigure, NotAnyMore."""
    if figure.written_by_id == by.pk:
        raise OwnFigure
    make(APPROVE, figure, decided_by=by)
    if figure.indicator.is_public:
        _say_it_changed(figure.indicator.partnership_id)
    record("partnerships.figure-approved", by=by, thing=figure)


@transaction.atomic
def return_figure(*, by: Person, figure: Figure, reason: str) -> None:
    """Say what is to be mended. Raises NotAnyMore."""
    make(RETURN, figure, decided_by=by, reason=reason)
    record("partnerships.figure-returned", by=by, thing=figure)
    if figure.written_by:
        words = {"what": "returned", "partnership": str(figure.indicator.partnership_id)}
        once = f"returned:{figure.pk}:{timezone.now():%Y%m%d%H%M%S}"
        tell(PARTNERSHIP, [figure.written_by], once=once, words=words, by=by)


@transaction.atomic
def tell_story(*, by: Person, partnership: Partnership, said: dict[str, Any]) -> Story:
    """Tell what changed; with `is_shared` controllers read it too."""
    said = dict(said)
    shared_at = timezone.now() if said.pop("is_shared") else None
    return Story.objects.create(partnership=partnership, author=by, shared_at=shared_at, **said)


@transaction.atomic
def share_story(*, story: Story, is_shared: bool) -> None:
    """Open it to controllers, or close it again: both count with the next request (R5)."""
    Story.objects.filter(pk=story.pk).update(shared_at=timezone.now() if is_shared else None)
