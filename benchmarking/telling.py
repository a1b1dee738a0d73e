"""Who is told of what."""

import datetime
from collections.abc import Iterable

from django.db.models import Q

from benchmarking.kinds import GROUP, ROUND
from benchmarking.models import Benchmark, Round
from benchmarking.states import ParticipationState
from notices.actions import tell
from people.models import Appointment, Organisation, Person
from people.querysets import speakers_for


def speaking_for(benchmark: Benchmark, organisation_ids: Iterable[int] | None = None) -> set[int]:
    """Numbers of persons who speak for participants: data contacts and second persons while they
    work there, and who answers for them.
    """
    joined = benchmark.participations.filter(state=ParticipationState.JOINED)
    if organisation_ids is not None:
        joined = joined.filter(organisation__in=list(organisation_ids))
    rows = list(joined.values_list("organisation_id", "contact_id", "second_id"))
    answering = speakers_for([organisation for organisation, *_persons in rows])
    named = {(organisation, pk) for organisation, *persons in rows for pk in persons if pk}
    posts = Appointment.objects.holding_on().filter(person__in={pk for _town, pk in named})
    there = named & set(posts.values_list("organisation_id", "person_id"))
    return {pk for _town, pk in there} | set(answering.values_list("pk", flat=True))


def day_of(moment: datetime.datetime) -> str:
    """For `once` of what can be done again and again: nobody gets two mails of it on one day."""
    return f"{moment.astimezone(datetime.UTC):%Y%m%d}"


def tell_group(
    benchmark: Benchmark, what: str, persons: Iterable[Person], *, once: str, by: Person
) -> None:
    tell(
        GROUP,
        [person for person in persons if person.pk != by.pk],
        once=f"benchmark:{benchmark.pk}:{what}:{once}",
        words={"benchmark": str(benchmark.pk), "what": what},
    )


def tell_partners(benchmark: Benchmark, what: str, *, once: str, by: Person) -> None:
    persons = Person.objects.filter(Q(pk__in=speaking_for(benchmark)), is_active=True)
    tell_group(benchmark, what, persons, once=once, by=by)


def tell_round(
    found: Round, what: str, *, by: Person | None, organisation_ids: Iterable[int] | None = None
) -> None:
    """Those who speak for participants: of all of them, or of some."""
    ids = speaking_for(found.benchmark, organisation_ids)
    persons = Person.objects.filter(pk__in=ids, is_active=True).order_by("pk")
    tell(
        ROUND,
        [person for person in persons if by is None or person.pk != by.pk],
        once=f"round:{found.pk}:{what}",
        words={"round": str(found.pk), "what": what},
    )


def tell_persons_of_round(
    found: Round,
    what: str,
    persons: Iterable[Person],
    *,
    by: Person | None,
    once: str,
    organisation: Organisation | None = None,
) -> None:
    """Some persons, of the values of one participant where it is named."""
    words = {"round": str(found.pk), "what": what}
    if organisation is not None:
        words["organisation"] = str(organisation.pk)
    tell(
        ROUND,
        [person for person in persons if by is None or person.pk != by.pk],
        once=f"round:{found.pk}:{what}:{once}",
        words=words,
    )


def tell_convener(found: Round, what: str, *, by: Person | None, once: str) -> None:
    """Who speaks for the convener."""
    persons = speakers_for([found.benchmark.convener_id])
    tell_persons_of_round(found, what, persons, by=by, once=once)
