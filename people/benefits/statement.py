"""Puts the statement of a member together from what every room adds to it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from pages.registries import BenefitLine, benefit_lines
from people.models import AssociationMembership, Organisation


@dataclass(frozen=True)
class Statement:
    """One year of one member, as far as the reader may know of it; lines that count nothing are
    left out.
    """

    organisation: Organisation
    year: int
    associations: list[str]
    given: list[BenefitLine]
    received: list[BenefitLine]

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be told; readings too few to be told tell nothing."""
        return not any(line.number for line in (*self.given, *self.received))


def statement_of(organisation: Organisation, year: int, *, reader: Any) -> Statement:
    """What `organisation` gave and received in `year`; every room asks a few queries of its own."""
    lines = [
        line
        for room in benefit_lines
        for line in room(organisation=organisation, year=year, reader=reader)
        if line.number != 0
    ]
    return Statement(
        organisation=organisation,
        year=year,
        associations=_associations_in(organisation, year),
        given=[line for line in lines if line.is_given],
        received=[line for line in lines if not line.is_given],
    )


def years_of(organisation: Organisation) -> list[int]:
    """The years in which it was a member of an association, newest first; none in the future."""
    this_year = timezone.now().year
    years: set[int] = set()
    for from_on, until_on in organisation.memberships_held.values_list("from_on", "until_on"):
        last = min(until_on.year, this_year) if until_on else this_year
        years.update(range(from_on.year, last + 1))
    return sorted(years, reverse=True)


def _associations_in(organisation: Organisation, year: int) -> list[str]:
    memberships: QuerySet[AssociationMembership] = organisation.memberships_held.filter(
        from_on__year__lte=year
    ).exclude(until_on__year__lt=year)
    names = memberships.order_by("association__name").values_list("association__name", flat=True)
    return list(dict.fromkeys(names))
