"""What the core of this room has for a person's desk and for the statement of a member."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.desk import lines_of
from pages.registries import Action, BenefitLine, DeskLine, DeskStart
from people.models import Organisation
from training.models import Course, Event, Participation
from training.querysets import TRAINERS, events_kept_by
from training.states import EventState, ParticipationState

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
    rows = rows.select_related("event").order_by("event__starts_at")
    yield from lines_of(rows, _to_come, all_at=reverse("trainings"))


def _to_come(row: Participation) -> DeskLine:
    is_invited = row.state == ParticipationState.INVITED
    return DeskLine(
        title=row.event.title,
        url=reverse("training", args=[row.event_id]),
        note=row.get_state_display(),
        due_on=row.event.starts_at.astimezone(row.event.held_in).date(),
        verb=_("Say whether you come") if is_invited else _("See when and where"),
    )


def trainings_to_note(person: Any) -> Iterable[DeskLine]:
    """Trainings one keeps that are over and nobody has said who was there; one query."""
    over = events_kept_by(person).filter(state=EventState.PLANNED, ends_at__lte=timezone.now())
    yield from lines_of(over.order_by("ends_at"), _to_note, all_at=reverse("trainings"))


def _to_note(event: Event) -> DeskLine:
    return DeskLine(
        title=_("Note who was there: %(title)s") % {"title": event.title},
        url=reverse("hold_training", args=[event.pk]),
        note=_("Training"),
        due_on=event.ended_on,
        verb=_("Note who was there"),
    )


def starts(person: Any) -> Iterable[DeskStart]:
    """To plan one or to enter one that was held, for who taught or made one; one query."""
    taught = Participation.objects.filter(person=person, role__in=TRAINERS)
    if Event.objects.filter(Q(made_by=person) | Q(pk__in=taught.values("event"))).exists():
        yield DeskStart(
            label=_("Plan a training, or enter one that was held"),
            url=reverse("new_training"),
            why=_("Who took part gets a certificate, and is asked later what came of it."),
            role=_("As a trainer"),
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
