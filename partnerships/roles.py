"""The roles that this room adds: who coordinates one partnership, and who controls its figures."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from people.actions import end_role, give_role
from people.held import roles_held_by
from people.models import Person, RoleGrant
from people.roles import Role

COORDINATOR = Role(
    "partnership-coordinator",
    _("coordinator of a partnership"),
    _("Writes in one partnership: its partners, activities and what was learnt."),
    "thing",
)
CONTROLLER = Role(
    "partnership-controller",
    _("controller of a partnership"),
    _("Reads the figures of one partnership, and stories that their authors opened."),
    "thing",
)
ROLES = (COORDINATOR, CONTROLLER)
_PREFIX = "partnership:"


def one_of_ours(key: str) -> Role:
    """The role of this room with this key; BadRequest (400) for any other."""
    for role in ROLES:
        if role.key == key:
            return role
    raise BadRequest("role")


def grant_key(partnership: Partnership) -> str:
    """What a grant of this role names."""
    return f"{_PREFIX}{partnership.pk}"


def coordinated_by(person: Any) -> frozenset[uuid.UUID]:
    """Partnerships that the person coordinates today."""
    return _held(person, COORDINATOR)


def controlled_by(person: Any) -> frozenset[uuid.UUID]:
    """Partnerships whose figures the person controls today."""
    return _held(person, CONTROLLER)


def _held(person: Any, role: Role) -> frozenset[uuid.UUID]:
    held = (one.thing for one in roles_held_by(person) if one.role == role.key)
    return frozenset(partnership_of(thing) for thing in held)


def holders_of(role: Role, partnership: Partnership) -> list[Person]:
    """Who holds one of these roles for it today, by name."""
    held = RoleGrant.objects.holding().filter(role=role.key, thing=grant_key(partnership))
    persons = Person.objects.filter(pk__in=held.values("person_id"), is_active=True)
    return list(persons.order_by("name", "pk"))


def partnership_of(thing: str) -> uuid.UUID:
    """The number of the partnership that a grant names."""
    return uuid.UUID(thing.removeprefix(_PREFIX))


def grants_at(role: Role, partnership: Partnership) -> Any:
    """Grants of one of these roles there, counting or waiting for a second person."""
    return RoleGrant.objects.open().filter(role=role.key, thing=grant_key(partnership))


def give(role: Role, *, by: Person | None, person: Person, partnership: Partnership) -> RoleGrant:
    """Let `person` hold it from now on; again gives the same grant."""
    return give_role(by=by, person=person, role=role, thing=grant_key(partnership))


def coordinating_since(
    person_ids: Iterable[int], since: datetime.datetime
) -> defaultdict[int, set[uuid.UUID]]:
    """Partnerships that each of these persons coordinates, or did at some time since then."""
    rows = RoleGrant.objects.filter(
        Q(ended_at=None) | Q(ended_at__gte=since),
        confirmed_at__isnull=False,
        role=COORDINATOR.key,
        person__in=person_ids,
    )
    found: defaultdict[int, set[uuid.UUID]] = defaultdict(set)
    for person, thing in rows.values_list("person", "thing"):
        found[person].add(partnership_of(thing))
    return found


def take(role: Role, *, by: Person | None, person: Person, partnership: Partnership) -> None:
    """Let `person` hold it no longer; again does nothing."""
    for grant in grants_at(role, partnership).filter(person=person):
        end_role(by=by, grant=grant)
