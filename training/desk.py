"""What the core of this room has for a person's desk and for the statement of a member."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.registries import Action, BenefitLine, DeskLine
from people.models import Organisation
from training.models import Course, Event, Participation
from training.querysets import events_kept_by
from training.states import EventState, ParticipationState

NEXT = 3
# The library is a stranger to this room: its manuals are known by their name.
MANUAL = "manualpage"


def trainings_to_come(person: Any) -> Iterable[DeskLine]:
    """What one is invited or signed up to; one query."""
    rows = Participation.objects.filter(
        person=person,
        state__in=(ParticipationState.INVITED, ParticipationState.SIGNED_UP),
        event__state=EventState.PLANNED,
        event__ends_at__gt=timezone.now(),
    )
    for row in rows.select_related("event").order_by("event__starts_at")[:NEXT]:
        yield DeskLine(
            title=row.event.title,
            url=reverse("training", args=[row.event_id]),
            note=row.get_state_display(),
            due_on=row.event.starts_at.astimezone(row.event.held_in).date(),
        )


def trainings_to_note(person: Any) -> Iterable[DeskLine]:
    """Trainings one keeps that are over and nobody has said who was there; one query."""
    over = events_kept_by(person).filter(state=EventState.PLANNED, ends_at__lte=timezone.now())
    for event in over.order_by("ends_at")[:NEXT]:
        yield DeskLine(
            title=_("Note who was there: %(title)s") % {"title": event.title},
            url=reverse("hold_training", args=[event.pk]),
            note=_("Training"),
            due_on=event.ended_on,
        )


def links(person: Any) -> Iterable[Action]:
    """The way to all trainings."""
    yield Action(label=_("Trainings"), url=reverse("trainings"))


def benefit_lines(*, organisation: Organisation, year: int, reader: Any) -> Iterable[BenefitLine]:
    """Trainings given and people trained in that year; two queries."""
    held = Event.objects.filter(state=EventState.HELD, ends_at__year=year)
    yield BenefitLine(True, _("Trainings it gave"), held.filter(organiser=organisation).count())
    trained = Participation.objects.filter(
        organisation=organisation, state=ParticipationState.ATTENDED, event__in=held
    )
    yield BenefitLine(
        False,
        _("Its people who took part in a training"),
        trained.values("person").distinct().count(),
    )


def trainings_on_this(request: HttpRequest, item: Any) -> Action | None:
    """On a manual that a course is taught by; one query, and none on other texts."""
    if not request.user.is_authenticated or item._meta.model_name != MANUAL:
        return None
    course = Course.objects.filter(editions__manual=item.pk).first()
    if course is None:
        return None
    return Action(label=_("Trainings on this"), url=reverse("course", args=[course.pk]))
