"""Asking to join, and what becomes of it."""

import datetime

from django.db import transaction
from django.utils import timezone

from notices.actions import tell
from people.audit import record
from people.joining.actions.inviting import open_invitation
from people.joining.emails import send_invitation, send_proof, send_refusal
from people.joining.kinds import ASKS_TO_JOIN, once_for
from people.joining.permissions import domain_that_confirms
from people.joining.querysets import who_decides
from people.models import JoinRequest, Organisation, Person
from people.tokens import new_token

PROOFS_A_DAY = 5


class LinkNoLongerHolds(Exception):
    """Used, too old, or overtaken by another request."""


class AlreadyDecided(Exception):
    """Somebody else was faster."""


@transaction.atomic
def ask_to_join(
    *, organisation: Organisation, email: str, name: str, post: str, level: str, language: str
) -> None:
    """Keep the request and mail a link to the address; the same whoever knows the address (S01).

    Beyond some mails a day to one address nothing more is sent, and nothing says so.
    """
    email = email.strip().lower()
    since = timezone.now() - datetime.timedelta(days=1)
    if JoinRequest.objects.filter(email=email, asked_at__gt=since).count() >= PROOFS_A_DAY:
        return
    token, token_hash = new_token()
    request = JoinRequest.objects.create(
        token_hash=token_hash,
        email=email,
        name=name,
        organisation=organisation,
        post=post,
        level=level,
        language=language,
    )
    send_proof(request, token)


@transaction.atomic
def prove_address(*, request: JoinRequest) -> str | None:
    """The address is right: it goes to who decides, or a mail domain of the organisation confirms.

    Returns the token of the invitation in the second case. Raises LinkNoLongerHolds.
    """
    fresh = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if fresh.proven_at is not None or fresh.has_run_out:
        raise LinkNoLongerHolds
    waiting = JoinRequest.objects.waiting().filter(
        email=fresh.email, organisation=fresh.organisation
    )
    domain = domain_that_confirms(fresh.email, fresh.organisation)
    # Who asks again, in other words, replaces what they asked before.
    waiting.delete()
    fresh.proven_at = timezone.now()
    if domain is None:
        fresh.save(update_fields=["proven_at"])
        tell(ASKS_TO_JOIN, who_decides(fresh.organisation), once=once_for(fresh))
        return None
    invitation, token = open_invitation(
        by=None,
        organisation=fresh.organisation,
        email=fresh.email,
        name=fresh.name,
        post=fresh.post,
        level=fresh.level,
        language=fresh.language,
        mail_domain=domain,
    )
    fresh.decided_at, fresh.outcome = fresh.proven_at, JoinRequest.Outcome.CONFIRMED
    fresh.invitation = invitation
    fresh.save(update_fields=["proven_at", "decided_at", "outcome", "invitation"])
    return token


@transaction.atomic
def confirm_request(*, by: Person, request: JoinRequest) -> None:
    """Invite who asked, on the right of `by`. Raises AlreadyDecided."""
    _decide(request, by, JoinRequest.Outcome.CONFIRMED)
    invitation, token = open_invitation(
        by=by,
        organisation=request.organisation,
        email=request.email,
        name=request.name,
        post=request.post,
        level=request.level,
        language=request.language,
    )
    JoinRequest.objects.filter(pk=request.pk).update(invitation=invitation)
    send_invitation(invitation, token)


@transaction.atomic
def refuse_request(*, by: Person, request: JoinRequest, reason: str) -> None:
    """Say no, and why. Raises AlreadyDecided."""
    request.reason = reason
    _decide(request, by, JoinRequest.Outcome.REFUSED)
    send_refusal(request)


def _decide(request: JoinRequest, by: Person, outcome: str) -> None:
    decided = JoinRequest.objects.waiting().filter(pk=request.pk)
    if not decided.update(
        decided_at=timezone.now(), decided_by=by, outcome=outcome, reason=request.reason
    ):
        raise AlreadyDecided
    record(
        "people.request-confirmed"
        if outcome == JoinRequest.Outcome.CONFIRMED
        else "people.request-refused",
        by=by,
        thing=request,
        organisation=request.organisation,
    )
