"""Who keeps the page of an organisation, and the guarded doors to a person."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from people.models import AssociationMembership, Organisation, Person
from people.permissions import editor_roles_of, organisation_ids_held
from people.roles import ORGANISATION_CONTACT


def rights_over(person: Any, organisation: Organisation) -> frozenset[str]:
    """What of "edit" and "confirm" `person` may do with its page.

    Its contacts, an association's own editors and those of the programme do both; the editors of an
    association that it belongs to today confirm.
    """
    if not person.is_authenticated:
        return frozenset()
    roles = editor_roles_of(person)
    own = roles.association_ids | organisation_ids_held(person, ORGANISATION_CONTACT)
    if roles.is_for_programme or organisation.pk in own:
        return frozenset({"edit", "confirm"})
    joined = AssociationMembership.objects.holding_on().filter(
        member=organisation, association__in=roles.association_ids
    )
    return frozenset({"confirm"}) if roles.association_ids and joined.exists() else frozenset()


def can_edit_organisation(person: Any, organisation: Organisation) -> bool:
    """Whether `person` writes what its page says."""
    return "edit" in rights_over(person, organisation)


def can_confirm_organisation(person: Any, organisation: Organisation) -> bool:
    """Whether `person` may say that its page is right."""
    return "confirm" in rights_over(person, organisation)


def check_can_confirm_organisation(person: Any, organisation: Organisation) -> None:
    """Raises PermissionDenied; that the organisation exists is public."""
    if not can_confirm_organisation(person, organisation):
        raise PermissionDenied


def check_can_edit_organisation(person: Any, organisation: Organisation) -> None:
    """Raises PermissionDenied; that the organisation exists is public."""
    if not can_edit_organisation(person, organisation):
        raise PermissionDenied


def get_organisation(pk: int) -> Organisation:
    """Any organisation: what one is, is public. Http404 where there is none."""
    organisation = Organisation.objects.select_related("confirmed_by").filter(pk=pk).first()
    if organisation is None:
        raise Http404
    return organisation


def get_person_for(viewer: Any, pk: int) -> Person:
    """The guarded door to a person: oneself, or whom `viewer` may find; else Http404 (R3)."""
    own = Person.objects.filter(pk=pk) if pk == viewer.pk else Person.objects.none()
    person = own.first() or Person.objects.listed_for(viewer).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def can_read_hidden_fields(reader: Any) -> bool:
    """Whether `reader` may open what others hide, each time noted: programme and administrators.

    An association's editors may not, whoever the person is (matrix, "hidden fields").
    """
    return bool(reader.is_superuser or editor_roles_of(reader).is_for_programme)


def get_person_with_hidden_fields(reader: Any, pk: int) -> Person:
    """The guarded door to what a person hides; Http404 for who may not, and where nobody is."""
    if not can_read_hidden_fields(reader):
        raise Http404
    person = Person.objects.filter(pk=pk, is_active=True).first()
    if person is None:
        raise Http404
    return person
