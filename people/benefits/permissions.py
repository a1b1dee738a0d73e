"""Who may read the statement of a member, and the door to it."""

from typing import Any

from django.http import Http404

from people.models import Organisation
from people.permissions import editor_roles_of


def can_read_statement(person: Any, organisation: Organisation) -> bool:
    """Its own people, the editors of an association it is a member of today, and the programme."""
    if not person.is_authenticated:
        return False
    if person.appointments.holding_on().filter(organisation=organisation).exists():
        return True
    roles = editor_roles_of(person)
    if person.is_superuser or roles.is_for_programme:
        return True
    held = organisation.memberships_held.holding_on()
    return bool(held.filter(association_id__in=roles.association_ids).exists())


def get_member_for(person: Any, pk: int) -> Organisation:
    """The guarded door to a member whose statement `person` may read; else Http404."""
    organisation = Organisation.objects.filter(pk=pk).first()
    if organisation is None or not can_read_statement(person, organisation):
        raise Http404
    return organisation
