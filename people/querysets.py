"""Questions about persons."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet

from people.models import (
    Appointment,
    AssociationMembership,
    Organisation,
    Person,
    RoleGrant,
    RoleGroup,
)
from people.permissions import editor_roles_of
from people.roles import ASSOCIATION_EDITOR, ORGANISATION_CONTACT, PROGRAMME_EDITOR


def reachable_persons() -> QuerySet[Person]:
    """Those with an active account or record and an e-mail address."""
    return Person.objects.filter(is_active=True, email__isnull=False)


def those_who_can_sign_in() -> QuerySet[Person]:
    """Reachable persons with an account: others would be told of what they cannot read."""
    return reachable_persons().exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def choosable_by(editor: Person) -> QuerySet[Person]:
    """Persons whom the CMS may name to this editor when one is to be chosen.

    All for the programme's editors and administrators. For an association's: who today holds a post
    in it or in a member of it, and who edits for it. For everybody else nobody.
    """
    roles = editor_roles_of(editor)
    if editor.is_superuser or roles.is_for_programme:
        return Person.objects.all()
    return persons_of_associations(roles.association_ids)


def members_of_today(association_ids: Iterable[Any]) -> QuerySet[AssociationMembership, int]:
    """Numbers of the organisations that are members of these associations today."""
    joined = AssociationMembership.objects.holding_on().filter(association_id__in=association_ids)
    return joined.values_list("member_id", flat=True)


def persons_of_associations(association_ids: Iterable[int]) -> QuerySet[Person]:
    """Who today holds a post in one of them or in a member of it, and who edits for it."""
    own = list(association_ids)
    joined = members_of_today(own)
    posts = Appointment.objects.holding_on().filter(
        Q(organisation_id__in=own) | Q(organisation_id__in=joined)
    )
    return Person.objects.filter(
        Q(pk__in=posts.values("person_id")) | Q(pk__in=editors_for(own).values("pk"))
    )


def editors_for(association_ids: Iterable[Any]) -> QuerySet[Person]:
    """Who edits today for one of these associations, by their numbers."""
    held = RoleGrant.objects.holding().filter(
        role=ASSOCIATION_EDITOR.key, organisation__in=association_ids
    )
    return Person.objects.filter(pk__in=held.values("person_id"))


def only_one_called(name: str, rows: QuerySet[Organisation] | None = None) -> Organisation | None:
    """The organisation of this name, whatever its capitals; None where there is none, or two."""
    found = (Organisation.objects.all() if rows is None else rows).filter(name__iexact=name)[:2]
    return found[0] if len(found) == 1 else None


def _speaking() -> QuerySet[RoleGrant]:
    return RoleGrant.objects.holding().filter(
        role__in=(ASSOCIATION_EDITOR.key, ORGANISATION_CONTACT.key)
    )


def spoken_for() -> Any:
    """Numbers of organisations that somebody speaks for today, as a query."""
    return _speaking().values("organisation")


def speakers_for(organisation_ids: Any) -> QuerySet[Person]:
    """Who speaks for one of these organisations today, by their numbers: contacts, and editors of
    an association for itself. Twin of `people.granting.permissions.speaks_for`.
    """
    held = _speaking().filter(organisation__in=organisation_ids)
    return Person.objects.filter(pk__in=held.values("person_id"), is_active=True)


def editors_for_programme() -> QuerySet[Person]:
    """Who edits today for the programme."""
    held = RoleGrant.objects.holding().filter(role=PROGRAMME_EDITOR.key)
    return Person.objects.filter(pk__in=held.values("person_id"))


def approvers_in(groups: QuerySet[Group]) -> QuerySet[Person]:
    """Reachable persons of these groups of Wagtail; of editors' groups who edits today."""
    stood_for = RoleGroup.objects.filter(group__in=groups)
    associations = stood_for.filter(association__isnull=False).values("association_id")
    persons = Q(groups__in=groups.filter(role_group=None)) | Q(pk__in=editors_for(associations))
    if stood_for.filter(association=None).exists():
        persons |= Q(pk__in=editors_for_programme())
    return reachable_persons().filter(persons).distinct()


def who_answers(
    *, post: str, organisation: Organisation | None, person: Person | None
) -> list[Person]:
    """Whom a question reaches: who holds the post today, else the person, else the contacts.

    Who has left the organisation, or has no account, is not asked. Where the organisation has no
    contacts, the editors are asked: its own, those of an association it belongs to, or the
    programme's, the nearest that are there.
    """
    holders = _holders_of(post, organisation)
    if person is not None and person in holders:
        return [person]
    if holders:
        return holders
    if person is not None and _still_answers(person, organisation):
        return [person]
    contacts = _contacts_of(organisation)
    if contacts:
        return contacts
    for editors in _editors_nearest_first(organisation):
        found = list(editors.filter(pk__in=those_who_can_sign_in()).order_by("pk"))
        if found:
            return found
    return []


def _editors_nearest_first(organisation: Organisation | None) -> Iterator[QuerySet[Person]]:
    """Editors that answer for an organisation; the programme's are last."""
    if organisation is not None:
        yield editors_for([organisation.pk])
        joined = organisation.memberships_held.holding_on().order_by("association__name")
        for association_id in joined.values_list("association_id", flat=True):
            yield editors_for([association_id])
    yield editors_for_programme()


def _holders_of(post: str, organisation: Organisation | None) -> list[Person]:
    if not post or organisation is None:
        return []
    held = Appointment.objects.holding_on().filter(organisation=organisation, post__iexact=post)
    return list(those_who_can_sign_in().filter(appointments__in=held).distinct().order_by("pk"))


def _contacts_of(organisation: Organisation | None) -> list[Person]:
    if organisation is None:
        return []
    grants = RoleGrant.objects.holding().filter(
        role=ORGANISATION_CONTACT.key, organisation=organisation
    )
    return list(those_who_can_sign_in().filter(role_grants__in=grants).distinct().order_by("pk"))


def _still_answers(person: Person, organisation: Organisation | None) -> bool:
    if not those_who_can_sign_in().filter(pk=person.pk).exists():
        return False
    if organisation is None:
        return True
    return person.appointments.holding_on().filter(organisation=organisation).exists()
