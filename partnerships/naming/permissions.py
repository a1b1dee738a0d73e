"""Who names coordinators and controllers, and who is the second person (matrix, "Role grant")."""

import uuid
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from pages.permissions import one_or_404
from partnerships.models import Partner, Partnership
from partnerships.permissions import sides_of
from partnerships.roles import ROLES, grant_key, partnership_of
from people.granting.permissions import speaks_for, with_account
from people.models import Person, RoleGrant
from people.permissions import is_programme_editor
from people.querysets import editors_for_programme, speakers_for

KEYS = [role.key for role in ROLES]


def is_second(person: Any, partnership: Partnership) -> bool:
    """Whether `person` is one who confirms: an editor of the programme, or who speaks for a partner
    of this partnership. Twin of `second_persons`.
    """
    return is_programme_editor(person) or bool(sides_of(person, partnership))


def second_persons(by: Person, *, to: Person, partnership: Partnership) -> QuerySet[Person]:
    """Who is there, beside `by` and `to`, to confirm what `by` gives."""
    sides = partnership.partners.values("organisation")
    may = Q(pk__in=editors_for_programme()) | Q(pk__in=speakers_for(sides))
    return with_account().filter(may).exclude(pk__in=(by.pk, to.pk))


def can_confirm(person: Person, grant: RoleGrant, partnership: Partnership) -> bool:
    """Whether `person` is the second one for a grant of this partnership that waits."""
    is_waiting = grant.confirmed_at is None and grant.ended_at is None
    is_another = person.pk not in (grant.given_by_id, grant.person_id)
    return is_waiting and is_another and is_second(person, partnership) and still_stands(grant)


def still_stands(grant: RoleGrant) -> bool:
    """Whether who proposed it may propose it today; a role that waits is worth no more (R5)."""
    giver = grant.given_by
    return giver is not None and giver.is_active and is_programme_editor(giver)


def grants_waiting_at(partnership: Partnership) -> QuerySet[RoleGrant]:
    """What waits there for a second person, oldest first."""
    rows = RoleGrant.objects.waiting().filter(role__in=KEYS, thing=grant_key(partnership))
    return rows.select_related("person", "given_by").order_by("given_at", "pk")


def grants_waiting_for(person: Any) -> QuerySet[RoleGrant]:
    """What waits for `person` as the second one; twin of `can_confirm`."""
    rows = RoleGrant.objects.waiting().filter(role__in=KEYS).exclude(person=person)
    rows = rows.filter(given_by__in=editors_for_programme(), given_by__is_active=True)
    rows = rows.exclude(given_by=person)
    if not is_programme_editor(person):
        own = speaks_for(person)
        if not own:
            return RoleGrant.objects.none()
        # The key of a grant is made of the number, so the numbers are read first.
        sides = Partner.objects.filter(organisation__in=own, partnership__in=_waiting(rows))
        numbers = set(sides.values_list("partnership", flat=True))
        rows = rows.filter(thing__in=[grant_key(Partnership(pk=pk)) for pk in numbers])
    return rows.select_related("person").order_by("given_at", "pk")


def _waiting(rows: QuerySet[RoleGrant]) -> list[uuid.UUID]:
    return [partnership_of(thing) for thing in rows.values_list("thing", flat=True)]


def get_partnership_with_roles_for(person: Person, pk: uuid.UUID) -> Partnership:
    """The guarded door to who has which role there: for who names and who confirms; else
    Http404.
    """
    found = one_or_404(Partnership.objects.all(), pk)
    if not is_second(person, found):
        raise Http404
    return found


def get_grant_to_confirm_for(person: Person, partnership: Partnership, pk: int | None) -> RoleGrant:
    """The guarded door to a role that waits for `person`; else Http404."""
    found = one_or_404(grants_waiting_at(partnership), pk)
    if not can_confirm(person, found, partnership):
        raise Http404
    return found
