"""Who keeps a space: its own editors. And the doors to its things."""

from typing import Any

from django.http import Http404

from pages.permissions import can_read
from people.models import AssociationPage, ClosedGroup, EventPage, Organisation
from people.permissions import editor_roles_of
from people.space.lists import home_of


def can_keep(person: Any, association_id: int | None) -> bool:
    """Whether `person` edits for this association; administrators may mend everything."""
    if association_id is None or not person.is_authenticated:
        return False
    return person.is_superuser or association_id in editor_roles_of(person).association_ids


def get_association_for_keeping(person: Any, pk: int) -> Organisation:
    """The guarded door to what the editors of an association keep; Http404 for all others."""
    association = Organisation.objects.associations().filter(pk=pk).first()
    if association is None or not can_keep(person, association.pk):
        raise Http404
    return association


def get_group_for_keeping(person: Any, association: Organisation, pk: int) -> ClosedGroup:
    """The guarded door to a closed group of this association."""
    group = ClosedGroup.objects.filter(pk=pk, association=association).first()
    if group is None or not can_keep(person, association.pk):
        raise Http404
    return group


def get_home_of(pk: int) -> AssociationPage:
    """The guarded door to the home of an association's space, which is public; else Http404."""
    home = home_of(pk)
    if home is None:
        raise Http404
    return home


def get_event_for(person: Any, pk: int) -> EventPage:
    """The guarded door to an event; Http404 where `person` may not read it."""
    event = EventPage.objects.select_related("our_address", "association").filter(pk=pk).first()
    if event is None or not can_read(person, event):
        raise Http404
    return event
