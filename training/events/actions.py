"""Planning, holding and cancelling a training, and signing up for it."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from notices.actions import tell
from pages.moving import NotAnyMore, make
from pages.registries import announce_things
from people.audit import record
from people.models import Person
from training.cascade.counting import hold_course, recount
from training.following import tell_attended
from training.kinds import EVENT
from training.models import Event, Participation, WayIn
from training.states import (
    ATTEND,
    CANCEL,
    ENTER,
    HOLD,
    MISS,
    PLAN,
    SIGN_UP,
    SIGN_UP_NEW,
    WITHDRAW,
    EventState,
    ParticipationState,
)

IN_A_PLACE = (ParticipationState.SIGNED_UP, ParticipationState.ATTENDED)


class Full(Exception):
    """All places are taken."""


class NotYet(Exception):
    """It has not begun."""


@transaction.atomic
def make_event(*, by: Person, said: dict[str, Any]) -> Event:
    """A training by the words of EventForm.said(); one that is over is entered as held."""
    is_past = said["ends_at"] <= timezone.now()
    event = Event.objects.create(
        **said, made_by=by, is_past_entry=is_past, state=(ENTER if is_past else PLAN).to
    )
    record("training.event-made", by=by, thing=event, organisation=event.organiser)
    recount(event.edition.course)
    announce_things("changed", [event.scope])
    return event


@transaction.atomic
def change_event(*, by: Person, event: Event, said: dict[str, Any]) -> None:
    """Other words and hours; who signed up is told where it moved."""
    course = event.edition.course
    was_at = (event.starts_at, event.ends_at, event.place)
    for name, value in said.items():
        setattr(event, name, value)
    event.sequence += 1
    event.save()
    record("training.event-changed", by=by, thing=event, organisation=event.organiser)
    recount(event.edition.course)
    if course != event.edition.course:
        recount(course)
    announce_things("changed", [event.scope])
    if (
        event.starts_at,
        event.ends_at,
        event.place,
    ) != was_at and event.state == EventState.PLANNED:
        _tell_those_who_come(event, "moved")


@transaction.atomic
def cancel_event(*, by: Person, event: Event) -> None:
    """It does not take place; who signed up is told. Raises NotAnyMore."""
    make(CANCEL, event, sequence=F("sequence") + 1)
    announce_things("removed", [event.scope])
    record("training.event-cancelled", by=by, thing=event, organisation=event.organiser)
    recount(event.edition.course)
    _tell_those_who_come(event, "cancelled")


@transaction.atomic
def hold_event(*, by: Person, event: Event, there: set[Any]) -> None:
    """It was held, and of those on the list `there` (numbers of rows) were there.

    Raises NotYet before it begins, NotAnyMore where it was held or cancelled.
    """
    if not event.has_begun():
        raise NotYet
    hold_course(event.edition.course)
    make(HOLD, event)
    rows = list(Participation.objects.filter(event=event).select_related("person", "organisation"))
    for row in rows:
        row.event = event
        move = ATTEND if row.pk in there else MISS
        if row.state in move.since:
            make(move, row)
            row.event = event
    record("training.event-held", by=by, thing=event, organisation=event.organiser)
    recount(event.edition.course)
    tell_attended(rows)


@transaction.atomic
def sign_up(*, by: Person, event: Event) -> Participation:
    """One's own place. Raises Full, or NotAnyMore where one cannot sign up any more."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    own = Participation.objects.filter(event=event, entered_as=by).first()
    may_come = event.way_in == WayIn.OPEN or (
        own is not None and own.state == ParticipationState.INVITED
    )
    if event.state != EventState.PLANNED or event.has_begun() or not may_come:
        raise NotAnyMore
    taken = Participation.objects.filter(event=event, state__in=IN_A_PLACE).count()
    if event.capacity is not None and taken >= event.capacity:
        raise Full
    if own is not None:
        make(SIGN_UP, own)
        return own
    post = by.appointments.holding_on().order_by("from_on", "pk").first()
    return Participation.objects.create(
        event=event,
        person=by,
        entered_as=by,
        organisation=post.organisation if post else None,
        function=post.post if post else "",
        state=SIGN_UP_NEW.to,
        entered_by=by,
    )


@transaction.atomic
def withdraw(*, by: Person, participation: Participation) -> None:
    """One's own place is free again. Raises NotAnyMore once it has begun."""
    if participation.event.has_begun():
        raise NotAnyMore
    make(WITHDRAW, participation)


def _tell_those_who_come(event: Event, what: str) -> None:
    coming = Person.objects.filter(
        trainings_attended__event=event,
        trainings_attended__state__in=(ParticipationState.INVITED, ParticipationState.SIGNED_UP),
        is_active=True,
    )
    tell(
        EVENT,
        coming.distinct(),
        once=f"training:{event.pk}:{event.sequence}",
        words={"event": str(event.pk), "what": what},
    )
