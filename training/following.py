"""Tells the site that somebody learnt, in the transaction in which that comes about."""

from collections.abc import Iterable

from training.models import Participation
from training.querysets import TRAINERS
from training.signals import training_attended
from training.states import EventState, ParticipationState


def tell_attended(rows: Iterable[Participation]) -> None:
    """Each of `rows` (with event and course at hand) that learnt, once its training was held."""
    for row in rows:
        event = row.event
        is_there = row.state == ParticipationState.ATTENDED and event.state == EventState.HELD
        if is_there and row.role not in TRAINERS:
            training_attended.send(
                sender=Participation,
                person=row.person,
                organisation=row.organisation,
                on=event.ended_on,
                key=row.benefit_key,
                said=event.title,
            )
