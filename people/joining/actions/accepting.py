"""Coming in by an invitation."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from people.audit import record
from people.granting.actions import ask_for_role
from people.joining.permissions import stands
from people.models import Appointment, Invitation, Person
from people.roles import role_called


class NoLongerHolds(Exception):
    """Accepted, taken back, run out, or sent by somebody who may not invite any more."""


class ForSomebodyElse(Exception):
    """The invitation is for another address than this person's."""


class HasAnAccount(Exception):
    """There is an account with this address: whoever it belongs to signs in and accepts."""


def account_with(email: str) -> Person | None:
    """The person who signs in with this address, or could once: they alone may accept for it."""
    person = Person.objects.filter(email__iexact=email).first()
    return person if person is not None and has_account(person) else None


def has_account(person: Person) -> bool:
    """Whether the record is somebody's own, not one made for them that nobody has taken over."""
    return (
        person.has_usable_password()
        or person.claimed_at is not None
        or person.is_superuser
        or not person.is_active
    )


@transaction.atomic
def accept_with_new_account(
    *, invitation: Invitation, name: str, language: str, time_zone: str, password: str
) -> Person:
    """Make an account, or take over the record without one, and what the invitation brings.

    Raises NoLongerHolds, or HasAnAccount; nothing has changed then.
    """
    _use_up(invitation)
    person = _record_for(invitation)
    is_new = person.pk is None
    person.name, person.language, person.time_zone = name, language, time_zone
    person.email = invitation.email
    person.claimed_at = None if is_new else timezone.now()
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        # Somebody came in with this address a moment ago.
        raise HasAnAccount from error
    _bring_in(person, invitation)
    return person


@transaction.atomic
def accept_as(*, by: Person, invitation: Invitation) -> None:
    """Take what the invitation brings, with the account one has.

    Raises NoLongerHolds, or ForSomebodyElse; nothing has changed then.
    """
    if (by.email or "").lower() != invitation.email:
        raise ForSomebodyElse
    _use_up(invitation)
    _bring_in(by, invitation)


def _use_up(invitation: Invitation) -> None:
    """Of two who accept at once the second finds it used."""
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not stands(fresh):
        raise NoLongerHolds
    used = Invitation.objects.open().filter(pk=invitation.pk, token_hash=invitation.token_hash)
    if not used.update(accepted_at=timezone.now()):
        raise NoLongerHolds


def _record_for(invitation: Invitation) -> Person:
    known = Person.objects.filter(email__iexact=invitation.email).first()
    if known is not None:
        if has_account(known):
            raise HasAnAccount
        return known
    named = invitation.person
    if named is not None and named.email is None and not has_account(named):
        return named
    return Person()


def _bring_in(person: Person, invitation: Invitation) -> None:
    """The appointment and the role, and the note of who came in."""
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=person)
    appointment = _appointment_of(person, invitation)
    if invitation.role and invitation.invited_by is not None:
        # On the right of who invites, and for a second person to confirm where there is one (R12).
        ask_for_role(
            by=invitation.invited_by, appointment=appointment, role=role_called(invitation.role)
        )
    record(
        "people.joined",
        by=person,
        thing=invitation,
        person=person,
        organisation=invitation.organisation,
    )


def _appointment_of(person: Person, invitation: Invitation) -> Appointment:
    """The post the person holds there already under this name, else a new one from today."""
    held = person.appointments.holding_on().filter(
        organisation=invitation.organisation, post__iexact=invitation.post
    )
    return held.first() or Appointment.objects.create(
        person=person,
        organisation=invitation.organisation,
        post=invitation.post,
        level=invitation.level,
        from_on=timezone.now().date(),
    )
