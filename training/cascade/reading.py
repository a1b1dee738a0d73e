"""Reads what the figures are counted from: seven queries at most, however many rows."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count, F, QuerySet, Sum
from django.utils import timezone

from people.models import Appointment, Organisation
from training.cascade.counting import AT_ONCE
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


Table = tuple[list[Figures], Figures]


def figures_of(courses: QuerySet[Course]) -> Table:
    """The table of one course, or of several together."""
    events = (
        held_events(courses)
        .order_by()
        .values_list("generation")
        .annotate(Count("pk"), Sum("unnamed"))
    )
    learnt = learnt_in(courses)
    organisations, towns = _organisations_of(learnt)
    took = (row for _course, row in _took(learnt, towns))
    asked = (row for _course, row in _asked(courses))
    return count(events, took, asked, _posts(learnt, organisations))


def figures_by_course(courses: QuerySet[Course]) -> dict[int, Table]:
    """The same tables one by one, of those that were held; as many queries as for one."""
    held = held_events(courses).order_by().values_list("edition__course_id", "generation")
    events: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for course, *line in held.annotate(Count("pk"), Sum("unnamed")):
        events[course].append((line[0], line[1], line[2]))
    learnt = learnt_in(courses)
    organisations, towns = _organisations_of(learnt)
    took: dict[int, list[Took]] = defaultdict(list)
    for course, row in _took(learnt, towns):
        took[course].append(row)
    asked: dict[int, list[Asked]] = defaultdict(list)
    for course, answer in _asked(courses):
        asked[course].append(answer)
    posts = _posts(learnt, organisations)
    return {
        course: count(lines, took[course], asked[course], posts) for course, lines in events.items()
    }


def _organisations_of(learnt: QuerySet[Participation]) -> tuple[set[int], set[int]]:
    """Where they learnt for, and which of these are local governments."""
    kinds = dict(
        learnt.order_by()
        .exclude(organisation=None)
        .values_list("organisation_id", "organisation__kind")
        .distinct()
    )
    towns = {pk for pk, kind in kinds.items() if kind == Organisation.Kind.LOCAL_GOVERNMENT}
    return set(kinds), towns


def _took(learnt: QuerySet[Participation], towns: set[int]) -> Iterator[tuple[int, Took]]:
    """With the course of each."""
    rows = learnt.order_by().values_list(
        "event__edition__course_id",
        "event__generation",
        "person_id",
        "organisation_id",
        "score_before",
        "score_after",
    )
    for course, generation, person, organisation, *scores in rows.iterator(chunk_size=10_000):
        yield course, Took(generation, person, organisation, organisation in towns, *scores)


def _asked(courses: QuerySet[Course]) -> Iterator[tuple[int, Asked]]:
    rows = FollowUp.objects.filter(
        participation__event__edition__course__in=courses,
        participation__event__state=EventState.HELD,
        participation__role=Role.PARTICIPANT,
        participation__state=ParticipationState.ATTENDED,
    )
    for course, generation, person, organisation, answered_at, has_left in rows.values_list(
        "participation__event__edition__course_id",
        "participation__event__generation",
        "participation__person_id",
        "participation__organisation_id",
        "answered_at",
        "has_left",
    ):
        yield course, Asked(generation, person, organisation, answered_at is not None, has_left)


def _posts(learnt: QuerySet[Participation], organisations: set[int]) -> Posts:
    """Posts of a person are those of every entry found to be the same one."""
    another = dict(
        learnt.order_by()
        .exclude(person=F("entered_as"))
        .values_list("entered_as_id", "person_id")
        .distinct()
    )
    of_them = Appointment.objects.order_by()
    if len(organisations) <= AT_ONCE:
        of_them = of_them.filter(organisation__in=organisations)
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
