"""Tells the site that somebody learnt, in the transaction in which that comes about."""

from collections.abc import Iterable

from people.models import Person
from training.models import Participation
from training.querysets import TRAINERS
from training.signals import training_attended, training_not_attended
from training.states import EventState, ParticipationState


def tell_attended(rows: Iterable[Participation]) -> None:
    """Each of `rows` (with event and course at hand) that learnt, once its training was held."""
    for row in rows:
        event = row.event
        if _has_learnt(row):
            training_attended.send(
                sender=Participation,
                person=row.person,
                organisation=row.organisation,
                on=event.ended_on,
                key=row.benefit_key,
                said=event.title,
            )


def tell_changed(row: Participation, *, by: Person) -> None:
    """What it means that a row reads otherwise: learnt after all, or not."""
    if _has_learnt(row):
        tell_attended([row])
    else:
        tell_not_attended(row, by=by)


def tell_not_attended(row: Participation, *, by: Person) -> None:
    """`by` says that `row` is of nobody who learnt; one that is about to be deleted, too."""
    training_not_attended.send(sender=Participation, key=row.benefit_key, by=by)


def _has_learnt(row: Participation) -> bool:
    is_there = row.state == ParticipationState.ATTENDED and row.event.state == EventState.HELD
    return is_there and row.role not in TRAINERS
