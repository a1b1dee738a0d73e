"""Mails about joining, each in the language of who gets it. None says who has an account (S01)."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from notices.actions import post
from pages.addresses import absolute
from pages.lines import one_line
from people.models import Invitation, JoinRequest

LONGEST_NAME = 150


def send_invitation(invitation: Invitation, token: str) -> None:
    """The link that lets somebody in; the same words whether they have an account or not."""
    with translation.override(invitation.language):
        address = absolute(reverse("invitation", args=[token]))
        text = _(
            "%(inviter)s invites you to Peerhall as %(post)s, %(organisation)s.\n\n"
            "Peerhall is where towns and their associations learn from each other. Open this link "
            "to accept:\n\n"
            "%(address)s\n\n"
            "It works for ten days and only for this address. If you did not expect it, you can "
            "ignore this mail."
        )
        subject = _("An invitation to Peerhall for %(organisation)s")
        _send(
            invitation.email,
            subject,
            text,
            inviter=_inviter_of(invitation),
            post=invitation.post,
            organisation=invitation.organisation.name,
            address=address,
        )


def send_proof(request: JoinRequest, token: str) -> None:
    """The link that shows that somebody reads the address they gave."""
    with translation.override(request.language):
        text = _(
            "Somebody asks to join Peerhall with this address, as %(post)s, %(organisation)s.\n\n"
            "If it was you, open this link to show that the address is yours:\n\n"
            "%(address)s\n\n"
            "It holds for two days. If it was not you, do nothing."
        )
        _send(
            request.email,
            _("Show that this address is yours"),
            text,
            post=request.post,
            organisation=request.organisation.name,
            address=absolute(reverse("join_confirm", args=[token])),
        )


def send_refusal(request: JoinRequest) -> None:
    """Why somebody was not let in, in the words of who decided."""
    with translation.override(request.language):
        text = _(
            "You asked to join Peerhall as %(post)s, %(organisation)s. They have not confirmed "
            "it, and say why:\n\n"
            "%(reason)s\n\n"
            "You may ask again when this is cleared up."
        )
        _send(
            request.email,
            _("About your request to join %(organisation)s"),
            text,
            post=request.post,
            organisation=request.organisation.name,
            reason=request.reason,
        )


def _inviter_of(invitation: Invitation) -> str:
    inviter = invitation.invited_by
    return inviter.name if inviter is not None else invitation.organisation.name


def _send(to: str, subject: str, text: str, **words: str) -> None:
    """Fill patterns of `%` with words that people wrote, and put the mail into the outbox."""
    safe = {name: one_line(word, 600) for name, word in words.items()}
    post(to=to, subject=subject % safe, text=text % safe)
