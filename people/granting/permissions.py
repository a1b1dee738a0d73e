"""Who may see who is in an organisation, and who may give, confirm and end which role there.

The matrix of the safeguards, row "Role grant": editors of X give "editor of X" and no more, the
programme's editors up to that and the contact of an organisation, administrators all; a second
person confirms. Whoever may not know of an organisation's people is answered 404 (R3).
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from people.held import roles_held_by
from people.models import Appointment, AssociationMembership, Organisation, Person, RoleGrant
from people.permissions import editor_roles_of, organisation_ids_held
from people.querysets import editors_for, editors_for_programme
from people.roles import (
    ASSOCIATION_EDITOR,
    ORGANISATION_CONTACT,
    PROGRAMME_EDITOR,
    Role,
    role_called,
    roles,
    roles_in,
)

GIVEN_BY_PROGRAMME = (ASSOCIATION_EDITOR.key, ORGANISATION_CONTACT.key)


@dataclass(frozen=True)
class Reach:
    """For whom a person acts, by grants that hold today."""

    person_id: int
    is_administrator: bool
    is_for_programme: bool
    edited_ids: frozenset[int]
    contact_ids: frozenset[int]

    @property
    def is_everywhere(self) -> bool:
        return self.is_administrator or self.is_for_programme


def reach_of(person: Person) -> Reach:
    """For whom `person` acts."""
    roles = editor_roles_of(person)
    return Reach(
        person_id=person.pk,
        is_administrator=person.is_superuser,
        is_for_programme=roles.is_for_programme,
        edited_ids=roles.association_ids,
        contact_ids=organisation_ids_held(person, ORGANISATION_CONTACT),
    )


def speaks_for(person: Person) -> frozenset[int]:
    """Organisations in whose name `person` speaks: as their contact, or as editor of an association
    for itself and not for its members. Twin of `people.querysets.speakers_for`.
    """
    reach = reach_of(person)
    return reach.contact_ids | reach.edited_ids


# -- Seeing who is there ---------------------------------------------------------------------------


def organisations_kept_by(reach: Reach) -> QuerySet[Organisation]:
    """Organisations whose people this person sees: own ones, and members of own associations."""
    if reach.is_everywhere:
        return Organisation.objects.all()
    joined = AssociationMembership.objects.holding_on().filter(association_id__in=reach.edited_ids)
    return Organisation.objects.filter(
        Q(pk__in=reach.contact_ids | reach.edited_ids) | Q(pk__in=joined.values("member_id"))
    )


def can_keep_people_of(reach: Reach, organisation_id: int) -> bool:
    """Whether this person sees who is in an organisation, and ends posts there."""
    if reach.is_everywhere or organisation_id in reach.contact_ids | reach.edited_ids:
        return True
    return organisations_kept_by(reach).filter(pk=organisation_id).exists()


def get_organisation_kept_by(reach: Reach, pk: int) -> Organisation:
    """The guarded door to the people of an organisation; else Http404."""
    organisation = organisations_kept_by(reach).filter(pk=pk).first()
    if organisation is None:
        raise Http404
    return organisation


def people_of(organisation: Organisation) -> QuerySet[Person]:
    """Who holds a post or has an open role there today."""
    posts = Appointment.objects.holding_on().filter(
        person=OuterRef("pk"), organisation=organisation
    )
    grants = RoleGrant.objects.open().filter(grants_of(organisation), person=OuterRef("pk"))
    return Person.objects.filter(Exists(posts) | Exists(grants))


def grants_of(organisation: Organisation) -> Q:
    """Roles that are given on the page of this organisation."""
    there = Q(organisation=organisation)
    if organisation.kind == Organisation.Kind.PROGRAMME:
        there |= Q(role=PROGRAMME_EDITOR.key)
    return there


# -- Giving ----------------------------------------------------------------------------------------


def can_give(reach: Reach, role: Role, organisation_id: int | None) -> bool:
    """Whether this person may give that role for that organisation (None for the programme)."""
    if reach.is_administrator:
        return True
    if reach.is_for_programme and role.key in GIVEN_BY_PROGRAMME:
        return True
    return role.key == ASSOCIATION_EDITOR.key and organisation_id in reach.edited_ids


def roles_to_give(reach: Reach, organisation: Organisation, to: Person | None = None) -> list[Role]:
    """What this person may give on the page of an organisation; to `to`, what they lack."""
    offered = [
        role
        for role in roles_in(organisation)
        if can_give(reach, role, scope_of(role, organisation))
    ]
    if to is None:
        return offered
    held = set(to.role_grants.open().filter(grants_of(organisation)).values_list("role", flat=True))
    return [role for role in offered if role.key not in held]


def scope_of(role: Role, organisation: Organisation) -> int | None:
    """The organisation a grant of this role names: none for the programme."""
    return None if role.scope == "programme" else organisation.pk


def get_appointment_to_give_to(reach: Reach, organisation: Organisation, pk: int) -> Appointment:
    """The guarded door to somebody's post, for giving a role on it; else Http404.

    Nobody gives a role to themselves, or to who has no account and so could not use it.
    """
    held = Appointment.objects.holding_on().filter(organisation=organisation, person=pk)
    held = held.filter(person__in=with_account()).exclude(person=reach.person_id)
    appointment = held.select_related("person").order_by("-from_on", "-pk").first()
    if appointment is None or not roles_to_give(reach, organisation, appointment.person):
        raise Http404
    return appointment


def with_account() -> QuerySet[Person]:
    """Persons who can sign in."""
    persons = Person.objects.filter(is_active=True, email__isnull=False)
    return persons.exclude(Q(password__startswith=UNUSABLE_PASSWORD_PREFIX) | Q(password=""))


# -- Confirming (R12) ------------------------------------------------------------------------------


def second_persons(
    by: Person, *, to: Person, role: Role, organisation_id: int | None
) -> QuerySet[Person]:
    """Who is there, beside `by` and `to`, to confirm what `by` gives.

    For who acts as editor of an association other editors of it: an association with one active
    person may act alone. For all others whoever may give that role.
    """
    others = with_account().exclude(pk__in=(by.pk, to.pk))
    editors = editors_for([organisation_id] if role == ASSOCIATION_EDITOR else [])
    if not reach_of(by).is_everywhere:
        return others.filter(pk__in=editors)
    may = Q(is_superuser=True) | Q(pk__in=editors)
    if role.key in GIVEN_BY_PROGRAMME:
        may |= Q(pk__in=editors_for_programme())
    return others.filter(may)


def can_confirm(reach: Reach, grant: RoleGrant) -> bool:
    """Whether this person is the second one for a grant that waits."""
    # What is for a thing of a room above is confirmed there, where one sees for which.
    is_waiting = grant.confirmed_at is None and grant.ended_at is None and not grant.thing
    is_second = reach.person_id not in (grant.given_by_id, grant.person_id)
    return is_waiting and is_second and can_give(reach, role_of(grant), grant.organisation_id)


def waiting_for(reach: Reach) -> QuerySet[RoleGrant]:
    """Grants that wait for this person to confirm them, oldest first. Twin of `can_confirm`."""
    waiting = RoleGrant.objects.waiting().filter(thing="").exclude(person=reach.person_id)
    waiting = waiting.exclude(given_by__isnull=False, given_by=reach.person_id)
    if not reach.is_administrator:
        own = Q(role=ASSOCIATION_EDITOR.key, organisation__in=reach.edited_ids)
        if reach.is_for_programme:
            own |= Q(role__in=GIVEN_BY_PROGRAMME)
        waiting = waiting.filter(own)
    return waiting.order_by("given_at", "pk")


# -- Ending ----------------------------------------------------------------------------------------


def can_end(reach: Reach, grant: RoleGrant) -> bool:
    """Whether this person may end that role: the own one, or one that they may give."""
    if grant.ended_at is not None:
        return False
    is_own = grant.person_id == reach.person_id
    return is_own or can_give(reach, role_of(grant), grant.organisation_id)


def get_grant_for(reach: Reach, pk: int) -> RoleGrant:
    """The guarded door to an open role of somebody; Http404 for who may neither end nor confirm.

    An open one, that is: what has ended answers like what never was.
    """
    grants = RoleGrant.objects.open().select_related("person", "organisation", "given_by")
    grant = grants.filter(pk=pk).first()
    if grant is None or not can_end(reach, grant):
        raise Http404
    return grant


def role_of(grant: RoleGrant) -> Role:
    """The bundle that a grant gives."""
    return role_called(grant.role)


def holds_staff_role(person: Any) -> bool:
    """Whether the person has a role for which a second factor is asked."""
    if person.is_superuser:
        return True
    staff = set(staff_roles())
    return any(one.role in staff for one in roles_held_by(person))


def staff_roles() -> list[str]:
    """Keys of roles that need a second factor."""
    return [role.key for role in roles if role.is_staff]
