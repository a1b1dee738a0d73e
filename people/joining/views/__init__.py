"""The screens of joining."""

from .accepting import invitation
from .asking import ask, asked, confirm_address, find_organisation, waiting
from .deciding import join_request, join_requests
from .domains import mail_domains, remove_domain
from .inviting import (
    invitations,
    invite_one,
    invite_person,
    revoke_invitation,
    send_invitation_again,
)
from .lists import invite_list, send_seen_list

__all__ = [
    "ask",
    "asked",
    "confirm_address",
    "find_organisation",
    "invitation",
    "invitations",
    "invite_list",
    "invite_one",
    "invite_person",
    "join_request",
    "join_requests",
    "mail_domains",
    "remove_domain",
    "revoke_invitation",
    "send_invitation_again",
    "send_seen_list",
    "waiting",
]
