"""Rows of persons and organisations, as an archive has them."""

from collections.abc import Iterable, Iterator

from people.exit import scope
from people.exit.archive import Row
from people.exit.job import Job
from people.models import Appointment, ClosedGroup, Organisation, Person, SpaceSettings


def memberships(job: Job) -> Iterator[Row]:
    for number, one in enumerate(scope.memberships_of(job.association), 1):
        yield {
            "number": number,
            "member": job.out.organisations.of(one.member_id),
            "from_on": one.from_on,
            "until_on": one.until_on,
        }


def appointments(job: Job) -> Iterator[Row]:
    ids = list(scope.appointments_of(job.association).values_list("pk", flat=True))
    for number, one in enumerate(scope.in_order(Appointment, ids), 1):
        yield {
            "number": number,
            "person": job.out.persons.of(one.person_id),
            "organisation": job.out.organisations.of(one.organisation_id),
            "post": one.post,
            "level": one.level,
            "supervisor": job.out.persons.known(one.supervisor_id),
            "from_on": one.from_on,
            "until_on": one.until_on,
        }


def groups(job: Job) -> Iterator[Row]:
    groups: Iterable[ClosedGroup] = job.association.closed_groups.order_by("pk")
    for number, group in enumerate(groups, 1):
        members = group.members.order_by("pk").values_list("pk", flat=True)
        numbers = sorted(job.out.persons.of(pk) or 0 for pk in members)
        yield {"number": number, "name": group.name, "members": numbers}


def space(job: Job) -> Iterator[Row]:
    for one in SpaceSettings.objects.filter(association=job.association):
        yield {
            "colour": one.colour,
            "is_approved_by_two": one.is_approved_by_two,
            "days_to_approve": one.days_to_approve,
        }


def organisations(job: Job, members: set[int]) -> Iterator[Row]:
    """Of those that are no member the name alone: the rest is theirs."""
    ids = job.out.organisations.ids
    for number, one in enumerate(scope.in_order(Organisation, ids), 1):
        is_own = one.pk in members
        relation = "association" if number == 1 else "member" if is_own else "named"
        yield {
            "number": number,
            "relation": relation,
            "name": one.name,
            "kind": one.kind,
            "country": str(one.country.code or ""),
            "region": one.region if is_own else "",
            "population": one.population if is_own else None,
            "area_km2": None if one.area_km2 is None or not is_own else str(one.area_km2),
            "about": one.about if is_own else "",
            "website": one.website if is_own else "",
            "external_id": one.external_id if is_own else None,
            "confirmed_on": one.confirmed_on if is_own else None,
            "confirmed_by": job.out.persons.of(one.confirmed_by_id) if is_own else None,
        }


def persons(job: Job, members: set[int]) -> Iterator[Row]:
    for number, one in enumerate(scope.in_order(Person, job.out.persons.ids), 1):
        yield {
            "number": number,
            "name": None if one.is_former_member else one.name,
            "email": one.email if one.pk in members and scope.shows_address(one) else None,
            "is_active": one.is_active,
        }
