"""Reads the rows that the figures are counted from: six queries, however many rows there are."""

from collections.abc import Iterator

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from people.models import Appointment, Organisation
from training.cascade.figures import Asked, Figures, Posts, Took, count
from training.models import Course, Event, FollowUp, Participation, Role
from training.states import EventState, ParticipationState


def held_events(courses: QuerySet[Course]) -> QuerySet[Event]:
    return Event.objects.filter(edition__course__in=courses, state=EventState.HELD)


def learnt_in(courses: QuerySet[Course]) -> QuerySet[Participation]:
    """Those who took part to learn; observers, assistants and leads are not reached anew."""
    return Participation.objects.filter(
        event__edition__course__in=courses,
        event__state=EventState.HELD,
        role=Role.PARTICIPANT,
        state=ParticipationState.ATTENDED,
    )


def figures_of(courses: QuerySet[Course]) -> tuple[list[Figures], Figures]:
    """The table of one course, or of several together."""
    events = (
        held_events(courses)
        .order_by()
        .values_list("generation")
        .annotate(Count("pk"), Sum("unnamed"))
    )
    learnt = learnt_in(courses)
    return count(events, _took(learnt), _asked(learnt), _posts(learnt))


def _took(learnt: QuerySet[Participation]) -> Iterator[Took]:
    town = Organisation.Kind.LOCAL_GOVERNMENT
    towns = set(
        Organisation.objects.filter(
            kind=town, pk__in=learnt.order_by().values("organisation")
        ).values_list("pk", flat=True)
    )
    rows = learnt.order_by().values_list(
        "event__generation", "person_id", "organisation_id", "score_before", "score_after"
    )
    for generation, person, organisation, before, after in rows.iterator(chunk_size=10_000):
        yield Took(generation, person, organisation, organisation in towns, before, after)


def _asked(learnt: QuerySet[Participation]) -> Iterator[Asked]:
    rows = FollowUp.objects.filter(participation__in=learnt.order_by().values("pk"))
    for generation, person, organisation, answered_at, has_left in rows.values_list(
        "participation__event__generation",
        "participation__person_id",
        "participation__organisation_id",
        "answered_at",
        "has_left",
    ):
        yield Asked(generation, person, organisation, answered_at is not None, has_left)


def _posts(learnt: QuerySet[Participation]) -> Posts:
    """Posts of a person are those of every entry found to be the same one."""
    entries = learnt.order_by()
    another = dict(
        entries.exclude(person=F("entered_as")).values_list("entered_as_id", "person_id").distinct()
    )
    of_them = Appointment.objects.filter(
        Q(person__in=entries.values("person")) | Q(person__in=entries.values("entered_as"))
    )
    held = {
        (another.get(person, person), organisation)
        for person, organisation in of_them.holding_on().values_list("person_id", "organisation_id")
    }
    ended = {
        (another.get(person, person), organisation)
        for person, organisation in of_them.filter(until_on__lt=timezone.now().date()).values_list(
            "person_id", "organisation_id"
        )
    }
    return Posts(frozenset(held), frozenset(ended - held))
