"""Giving a role with a second person's word (R12)."""

from django.db import transaction
from django.utils import timezone

from people.actions import count_from_now, give_role
from people.audit import record
from people.granting import notices as role_notices
from people.granting.permissions import (
    can_confirm,
    can_give,
    reach_of,
    role_of,
    scope_of,
    second_persons,
)
from people.models import Appointment, Organisation, Person, RoleGrant
from people.roles import Role


@transaction.atomic
def ask_for_role(*, by: Person, appointment: Appointment, role: Role) -> RoleGrant:
    """Give a role on a post, or have it wait for a second person; again gives the same grant.

    It counts at once only where `by` may give it and nobody else is there to confirm; what
    somebody proposes who may not give it waits in any case.
    """
    person, organisation = appointment.person, appointment.organisation
    # Who acts alone and who takes away a second person at the same time take turns.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    scope_id = scope_of(role, organisation)
    scope = None if scope_id is None else organisation
    known = RoleGrant.objects.open().filter(person=person, role=role.key, organisation=scope)
    grant = known.first()
    if grant is not None:
        return grant
    others = second_persons(by, to=person, role=role, organisation_id=scope_id)
    may_give = by != person and can_give(reach_of(by), role, scope_id)
    if may_give and not others.exists():
        given = give_role(
            by=by, person=person, role=role, organisation=scope, appointment=appointment
        )
        role_notices.tell_of_role(grant=given)
        return given
    grant = _let_wait(by=by, appointment=appointment, role=role, organisation=scope)
    role_notices.ask_to_confirm(grant=grant, persons=others)
    return grant


def _let_wait(
    *, by: Person, appointment: Appointment, role: Role, organisation: Organisation | None
) -> RoleGrant:
    same = {"person": appointment.person, "role": role.key, "organisation": organisation}
    RoleGrant.objects.run_out().filter(**same).update(ended_at=timezone.now())
    grant = RoleGrant.objects.create(**same, appointment=appointment, given_by=by)
    record(
        "people.role-proposed",
        by=by,
        thing=grant,
        person=appointment.person,
        organisation=organisation,
    )
    return grant


@transaction.atomic
def confirm_role(*, by: Person, grant: RoleGrant) -> bool:
    """Let a waiting grant count; False where it does not wait, or not for `by`, any more."""
    now = RoleGrant.objects.open().select_for_update(of=("self",)).filter(pk=grant.pk).first()
    if now is None or not can_confirm(reach_of(by), now):
        return False
    count_from_now(by=by, grant=now)
    role_notices.tell_of_role(grant=now)
    return True


def is_confirmed_alone(grant: RoleGrant) -> bool:
    """Whether one person gave the role and nobody else confirmed it, which is shown (R12)."""
    return grant.given_by_id is not None and grant.given_by_id == grant.confirmed_by_id


def label_of(grant: RoleGrant) -> str:
    """E.g. `editor of an association`, in the language of the screen."""
    return str(role_of(grant).label)
