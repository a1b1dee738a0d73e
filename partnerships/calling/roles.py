"""Who reviews applications to one call (R11)."""

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _

from partnerships.models import Call
from people.actions import end_role, give_role
from people.held import roles_held_by
from people.models import Person, RoleGrant
from people.roles import Role

ASSESSOR = Role(
    "call-assessor",
    _("assessor of a call"),
    _("Reads what was sent in to one call and screened, and reviews it."),
    "thing",
)
_PREFIX = "call:"


def grant_key(call: Call) -> str:
    """What a grant of this role names."""
    return f"{_PREFIX}{call.pk}"


def assessed_by(person: Any) -> frozenset[uuid.UUID]:
    """Calls that the person assesses today."""
    held = (one.thing for one in roles_held_by(person) if one.role == ASSESSOR.key)
    return frozenset(uuid.UUID(thing.removeprefix(_PREFIX)) for thing in held)


def assessors_of(call: Call) -> list[Person]:
    """Who assesses it today, by name."""
    held = RoleGrant.objects.holding().filter(role=ASSESSOR.key, thing=grant_key(call))
    persons = Person.objects.filter(pk__in=held.values("person_id"), is_active=True)
    return list(persons.order_by("name", "pk"))


def make_assessor(*, by: Person | None, person: Person, call: Call) -> RoleGrant:
    """Let `person` assess it from now on; again gives the same grant."""
    return give_role(by=by, person=person, role=ASSESSOR, thing=grant_key(call))


def end_assessor(*, by: Person | None, person: Person, call: Call) -> None:
    """Let `person` assess it no longer; again does nothing."""
    grants = RoleGrant.objects.open().filter(role=ASSESSOR.key, thing=grant_key(call))
    for grant in grants.filter(person=person):
        end_role(by=by, grant=grant)
