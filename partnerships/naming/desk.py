"""What naming puts on a desk: roles that wait for a second person."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pages.registries import DeskLine
from partnerships.models import Partnership
from partnerships.naming.permissions import grants_waiting_for
from partnerships.roles import partnership_of
from people.roles import role_called


def roles_to_confirm(person: Any) -> Iterable[DeskLine]:
    """One line for each; two queries where there is one."""
    waiting = list(grants_waiting_for(person))
    numbers = {partnership_of(grant.thing) for grant in waiting}
    titles = Partnership.objects.in_bulk(numbers) if numbers else {}
    for grant in waiting:
        one = titles.get(partnership_of(grant.thing))
        if one is None:
            continue
        words = {"name": grant.person.name, "role": role_called(grant.role).label}
        yield DeskLine(
            title=_("%(name)s is to be %(role)s") % words,
            url=reverse("partnership_roles", args=[one.pk]),
            note=one.title,
            verb=_("Confirm or decline"),
        )
