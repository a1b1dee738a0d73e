"""What is done about joining."""

from .accepting import (
    ForSomebodyElse,
    HasAnAccount,
    NoLongerHolds,
    accept_as,
    accept_with_new_account,
    account_with,
)
from .asking import (
    AlreadyDecided,
    LinkNoLongerHolds,
    ask_to_join,
    confirm_request,
    prove_address,
    refuse_request,
)
from .domains import add_mail_domain, remove_mail_domain
from .inviting import add_person, invitations_left, invite, may_send_again, revoke, send_again

__all__ = [
    "AlreadyDecided",
    "ForSomebodyElse",
    "HasAnAccount",
    "LinkNoLongerHolds",
    "NoLongerHolds",
    "accept_as",
    "accept_with_new_account",
    "account_with",
    "add_mail_domain",
    "add_person",
    "ask_to_join",
    "confirm_request",
    "invitations_left",
    "invite",
    "may_send_again",
    "prove_address",
    "refuse_request",
    "remove_mail_domain",
    "revoke",
    "send_again",
]
