"""Sending invitations, taking them back, and adding people who have no address."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from people.audit import record
from people.joining.emails import send_invitation
from people.joining.permissions import (
    invites_without_daily_limit,
    persons_without_account,
    stands,
)
from people.models import (
    Appointment,
    Invitation,
    MailDomain,
    Organisation,
    Person,
)
from people.tokens import new_token

A_DAY = datetime.timedelta(days=1)
INVITATIONS_A_DAY = 20
# Who came less long ago than this invites nobody yet.
SETTLED_AFTER = datetime.timedelta(days=3)


def invitations_left(person: Person) -> int | None:
    """How many `person` may still send today; None where nothing limits them."""
    if invites_without_daily_limit(person):
        return None
    now = timezone.now()
    if now - person.joined_at < SETTLED_AFTER:
        return 0
    sent = Invitation.objects.filter(invited_by=person, sent_at__gt=now - A_DAY).count()
    return max(INVITATIONS_A_DAY - sent, 0)


def may_send_again(invitation: Invitation) -> bool:
    """Once a day: a mailbox is not to be filled with one invitation."""
    return timezone.now() - invitation.sent_at >= A_DAY


@transaction.atomic
def invite(
    *, by: Person, organisation: Organisation, email: str, **terms: Any
) -> tuple[Invitation, bool]:
    """Invite who reads mail at `email`; the invitation, and whether it is new and a mail queued.

    One that still holds for this address and organisation is left as it is: nobody gets two.
    `terms` are those of `open_invitation`. Whether `by` may do so is for the form to have asked.
    """
    email = email.strip().lower()
    earlier = Invitation.objects.open().filter(email=email, organisation=organisation).first()
    if earlier is not None and stands(earlier):
        return earlier, False
    invitation, token = open_invitation(by=by, organisation=organisation, email=email, **terms)
    send_invitation(invitation, token)
    return invitation, True


@transaction.atomic
def open_invitation(
    *,
    by: Person | None,
    organisation: Organisation,
    email: str,
    post: str,
    level: str,
    language: str,
    name: str = "",
    role: str = "",
    person: Person | None = None,
    mail_domain: MailDomain | None = None,
) -> tuple[Invitation, str]:
    """An invitation and the token of its link; an open one for the same address gives way to it.

    `by` is None where `mail_domain`, one of the organisation's, confirms.
    """
    open_until_now = Invitation.objects.open().filter(email=email, organisation=organisation)
    open_until_now.update(revoked_at=timezone.now())
    token, token_hash = new_token()
    invitation = Invitation.objects.create(
        token_hash=token_hash,
        email=email,
        name=name,
        organisation=organisation,
        post=post,
        level=level,
        role=role,
        language=language,
        person=person,
        invited_by=by,
        mail_domain=mail_domain,
    )
    record("people.invited", by=by, thing=invitation, organisation=organisation)
    return invitation, token


@transaction.atomic
def send_again(*, by: Person, invitation: Invitation) -> None:
    """A new link for ten more days, on the right of `by`; the old link opens nothing any more."""
    token, invitation.token_hash = new_token()
    invitation.sent_at = timezone.now()
    invitation.invited_by = by
    invitation.save(update_fields=["token_hash", "sent_at", "invited_by"])
    record("people.invited-again", by=by, thing=invitation, organisation=invitation.organisation)
    send_invitation(invitation, token)


@transaction.atomic
def revoke(*, by: Person, invitation: Invitation) -> None:
    """Take an invitation back: its link opens nothing with the next request. Again: nothing."""
    taken = Invitation.objects.open().filter(pk=invitation.pk).update(revoked_at=timezone.now())
    if taken:
        record(
            "people.invitation-revoked",
            by=by,
            thing=invitation,
            organisation=invitation.organisation,
        )


@transaction.atomic
def add_person(
    *, by: Person, organisation: Organisation, name: str, post: str, level: str, language: str
) -> tuple[Person, bool]:
    """Somebody without e-mail address, to be invited once they have one; and whether they are new.

    The same name in the same organisation is the same person.
    """
    known = persons_without_account(organisation).filter(name__iexact=name).first()
    if known is not None:
        return known, False
    person = Person.objects.create_user(None, None, name=name, language=language)
    Appointment.objects.create(
        person=person,
        organisation=organisation,
        post=post,
        level=level,
        from_on=timezone.now().date(),
    )
    record("people.added", by=by, thing=person, person=person, organisation=organisation)
    return person, True
