"""What follows, in the same transaction, when it changes who taught or learnt what."""

from collections.abc import Iterable

from pages.registries import announce_things
from training.cascade.counting import recount
from training.models import Event, Participation
from training.querysets import TRAINERS
from training.signals import training_attended
from training.states import EventState, ParticipationState


def event_key(event: Event) -> str:
    """What a training is called among things that change and are found."""
    return f"training:{event.pk}"


def follow(event: Event) -> None:
    """Generations are counted anew, and the search hears of it."""
    recount(event.edition.course)
    announce_things("changed", [event_key(event)])


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
