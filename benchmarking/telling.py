"""Who is told of what."""

from collections.abc import Iterable

from django.db.models import Q

from benchmarking.kinds import GROUP, ROUND
from benchmarking.models import Benchmark, Round
from benchmarking.states import ParticipationState
from notices.actions import tell
from people.models import Person
from people.querysets import speakers_for


def speaking_for(benchmark: Benchmark, organisation_ids: Iterable[int] | None = None) -> set[int]:
    """Numbers of persons who speak for participants: data contacts, and who answers for them."""
    joined = benchmark.participations.filter(state=ParticipationState.JOINED)
    if organisation_ids is not None:
        joined = joined.filter(organisation__in=list(organisation_ids))
    rows = list(joined.values_list("organisation_id", "contact_id"))
    answering = speakers_for([organisation for organisation, _contact in rows])
    named = {contact for _organisation, contact in rows if contact is not None}
    return named | set(answering.values_list("pk", flat=True))


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
