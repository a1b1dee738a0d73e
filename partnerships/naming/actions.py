"""Naming who coordinates a partnership and who controls its figures, with a second person's word
(R12, decision 0013).
"""

from django.db import transaction

from notices.actions import tell
from pages.moving import NotAnyMore
from partnerships.kinds import PARTNERSHIP
from partnerships.models import Partnership
from partnerships.naming.permissions import can_confirm, second_persons, still_stands
from partnerships.roles import give, grant_key, take
from people.actions import count_from_now, end_role
from people.audit import record
from people.models import Person, RoleGrant
from people.roles import Role

TO_CONFIRM = "confirm-role"


class OwnRole(Exception):
    """Nobody gives themselves a role."""


@transaction.atomic
def name_holder(role: Role, *, by: Person, partnership: Partnership, person: Person) -> RoleGrant:
    """Propose somebody; again gives the same grant. It counts at once only where nobody else is
    there to confirm, or nobody is any more; what somebody proposed who may no longer propose it is
    proposed anew. Raises OwnRole.
    """
    if person.pk == by.pk:
        raise OwnRole
    # Who names somebody, and who takes the second person away, take turns.
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    same = {"person": person, "role": role.key, "thing": grant_key(partnership)}
    known = RoleGrant.objects.open().select_for_update(of=("self",)).filter(**same).first()
    if known is not None and known.confirmed_at is not None:
        return known
    if known is not None and not still_stands(known):
        end_role(by=by, grant=known)
        known = None
    others = second_persons(by, to=person, partnership=partnership)
    if not others.exists():
        grant = give(role, by=by, person=person, partnership=partnership)
        _tell_holder(grant, partnership, by=by)
        return grant
    if known is not None:
        return known
    grant = RoleGrant.objects.create(**same, given_by=by)
    record("people.role-proposed", by=by, thing=grant, person=person)
    words = {"what": TO_CONFIRM, "partnership": str(partnership.pk)}
    tell(PARTNERSHIP, others, once=f"{TO_CONFIRM}:{grant.pk}", words=words, by=by)
    return grant


@transaction.atomic
def confirm_holder(*, by: Person, partnership: Partnership, grant: RoleGrant) -> None:
    """Let a role count that waits. Raises NotAnyMore where it does not wait, or not for `by`."""
    now = _locked(by, partnership, grant)
    count_from_now(by=by, grant=now)
    _tell_holder(now, partnership, by=by)


@transaction.atomic
def decline_holder(*, by: Person, partnership: Partnership, grant: RoleGrant) -> None:
    """It never counts. Raises NotAnyMore where it does not wait, or not for `by`."""
    end_role(by=by, grant=_locked(by, partnership, grant))


def _locked(by: Person, partnership: Partnership, grant: RoleGrant) -> RoleGrant:
    now = RoleGrant.objects.open().select_for_update(of=("self",)).filter(pk=grant.pk).first()
    if now is None or not can_confirm(by, now, partnership):
        raise NotAnyMore
    return now


def _tell_holder(grant: RoleGrant, partnership: Partnership, *, by: Person) -> None:
    words = {"what": grant.role, "partnership": str(partnership.pk)}
    tell(PARTNERSHIP, [grant.person], once=f"{grant.role}:{grant.pk}", words=words, by=by)


@transaction.atomic
def drop_holder(role: Role, *, by: Person, partnership: Partnership, person: Person) -> None:
    """Let them do so no longer, or take back that they are to."""
    take(role, by=by, person=person, partnership=partnership)
