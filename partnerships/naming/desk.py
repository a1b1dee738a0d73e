"""What naming puts on a desk: roles that wait for a second person."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pages.desk import lines_of
from pages.registries import DeskLine
from partnerships.models import Partnership
from partnerships.naming.permissions import grants_waiting_for
from partnerships.roles import partnership_of
from people.models import RoleGrant
from people.roles import role_called


def roles_to_confirm(person: Any) -> Iterable[DeskLine]:
    """One line for each; two queries where there is one."""
    waiting = list(grants_waiting_for(person))
    numbers = {partnership_of(grant.thing) for grant in waiting}
    titles = Partnership.objects.in_bulk(numbers) if numbers else {}
    named = [
        (grant, titles[number])
        for grant in waiting
        if (number := partnership_of(grant.thing)) in titles
    ]
    yield from lines_of(named, _named, all_at=reverse("partnerships"))


def _named(waiting: tuple[RoleGrant, Partnership]) -> DeskLine:
    grant, one = waiting
    words = {"name": grant.person.name, "role": role_called(grant.role).label}
    return DeskLine(
        title=_("%(name)s is to be %(role)s") % words,
        url=reverse("partnership_roles", args=[one.pk]),
        note=one.title,
        verb=_("Confirm or decline"),
    )
