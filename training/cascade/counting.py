"""Which generation each training of a course is of: how often the course was passed on before it.

Everything that changes who leads, who took part, when, or who is one person calls `recount` in its
own transaction. Edges are read once and counted in memory, so that queries do not grow with them.
"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction

from training.models import Course, Event, Participation, Role
from training.states import EventState, ParticipationState

# Fewer than any database takes as numbers of one statement.
AT_ONCE = 5_000
DID_NOT_COME = (ParticipationState.ABSENT, ParticipationState.WITHDRAWN)


@dataclass(frozen=True)
class Line:
    """What an event is in the cascade; `parent` is where its generation comes from."""

    generation: int = 0
    is_known: bool = False
    parent: uuid.UUID | None = None


Moment = tuple[uuid.UUID, datetime.datetime]
Edge = tuple[uuid.UUID, int]


def generations(
    moments: Iterable[Moment], leads: Iterable[Edge], learnt: Iterable[Edge]
) -> dict[uuid.UUID, Line]:
    """The line of each event, where `leads` and `learnt` say who led and who took part where.

    What began at the same moment is not earlier. Of several equal parents the first one counts.
    """
    leads_of, learners_of = _persons_by_event(leads), _persons_by_event(learnt)
    highest: dict[int, tuple[int, uuid.UUID]] = {}
    lines: dict[uuid.UUID, Line] = {}
    in_order = sorted(moments, key=lambda one: (one[1], one[0].int))
    for _moment, group in groupby(in_order, key=lambda one: one[1]):
        together = [event for event, _starts_at in group]
        for event in together:
            known = [highest[person] for person in leads_of[event] if person in highest]
            lines[event] = _line_below(known)
        for event in together:
            generation = lines[event].generation
            for person in learners_of[event]:
                if person not in highest or highest[person][0] < generation:
                    highest[person] = (generation, event)
    return lines


def _line_below(known: list[tuple[int, uuid.UUID]]) -> Line:
    if not known:
        return Line()
    top = max(generation for generation, _event in known)
    parent = min((event for generation, event in known if generation == top), key=lambda e: e.int)
    return Line(generation=top + 1, is_known=True, parent=parent)


def _persons_by_event(edges: Iterable[Edge]) -> dict[uuid.UUID, list[int]]:
    persons: dict[uuid.UUID, list[int]] = defaultdict(list)
    for event, person in edges:
        persons[event].append(person)
    return persons


def lines_of(course: Course) -> dict[uuid.UUID, Line]:
    """The lines of all events of `course` as the rows say today: three queries at most."""
    events = Event.objects.filter(edition__course=course).exclude(state=EventState.CANCELLED)
    rows = Participation.objects.filter(event__edition__course=course).exclude(
        event__state=EventState.CANCELLED
    )
    leads = list(
        rows.filter(role=Role.LEAD)
        .exclude(state__in=DID_NOT_COME)
        .values_list("event_id", "person_id")
    )
    learnt = rows.filter(
        role=Role.PARTICIPANT, state=ParticipationState.ATTENDED, event__state=EventState.HELD
    )
    # Who never leads passes nothing on. Named one by one: a subquery is planned as if it were few.
    leading = {person for _event, person in leads}
    if len(leading) <= AT_ONCE:
        learnt = learnt.filter(person__in=leading)
    edges = learnt.values_list("event_id", "person_id") if leading else []
    return generations(events.values_list("pk", "starts_at"), leads, list(edges))


def hold_course(course: Course) -> None:
    """Lets nobody else change what passes on in `course` until the transaction ends.

    An action that also locks an event calls this first: the lock of the course stands before.
    """
    Course.objects.select_for_update().get(pk=course.pk)


@transaction.atomic
def recount(course: Course) -> int:
    """Gives each event of `course` its generation; how many changed."""
    hold_course(course)
    lines = lines_of(course)
    changed: dict[tuple[int, bool], list[uuid.UUID]] = defaultdict(list)
    stored = Event.objects.filter(edition__course=course)
    for pk, *was in stored.values_list("pk", "generation", "is_generation_known"):
        line = lines.get(pk, Line())
        if tuple(was) != (line.generation, line.is_known):
            changed[line.generation, line.is_known].append(pk)
    for (generation, is_known), events in sorted(changed.items()):
        for begin in range(0, len(events), AT_ONCE):
            Event.objects.filter(pk__in=events[begin : begin + AT_ONCE]).update(
                generation=generation, is_generation_known=is_known
            )
    return sum(len(events) for events in changed.values())
