"""What an account's mails say: plain text, in the language of the person, by the outbox.

Links are made of the configured address of the site and never of what a request says of its host
(S11).
"""

from collections.abc import Callable

from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from notices.actions import post
from notices.letters import LONGEST_NAME
from pages.addresses import absolute
from pages.lines import one_line
from people.account.words import device_in_words, moment_in_words
from people.limits import client_address
from people.models import Person

# By the last word of allauth's name for the mail: subject and first sentence.
NOTICES: dict[str, Callable[[], tuple[str, str]]] = {
    "password_changed": lambda: (
        _("Your password was changed"),
        _("The password of your account was changed."),
    ),
    "password_set": lambda: (
        _("Your account has a password"),
        _("A password was set for your account."),
    ),
    "password_reset": lambda: (
        _("Your password was changed"),
        _("A new password was chosen for your account, by a link that was sent to you."),
    ),
    "token_made": lambda: (
        _("Your account has a token for programs"),
        _("A token was made by which a program reads what you may read."),
    ),
    "totp_activated": lambda: (
        _("The second step is in use"),
        _("An app now gives the second step when you sign in."),
    ),
    "totp_deactivated": lambda: (
        _("The second step is not in use any more"),
        _("Your password alone opens your account again."),
    ),
    "recovery_codes_generated": lambda: (
        _("You have new recovery codes"),
        _("New recovery codes were made; those made before open nothing any more."),
    ),
}


def send_notice(*, person: Person, what: str, request: HttpRequest) -> None:
    """Tell a person what was done with the account, when and from where. Call it in a transaction.

    `what` is a key of NOTICES. Nothing is sent to somebody without an address.
    """
    if not person.email:
        return
    with translation.override(person.language):
        subject, sentence = NOTICES[what]()
        text = _(
            "%(sentence)s\n\n"
            "When: %(when)s\n"
            "From: %(device)s, %(network)s\n\n"
            "If this was not you, choose a new password now:\n%(address)s"
        ) % {
            "sentence": sentence,
            "when": moment_in_words(timezone.now(), person),
            "device": device_in_words(request.META.get("HTTP_USER_AGENT", "")),
            "network": client_address(request) or _("unknown address"),
            "address": absolute(reverse("account_reset_password")),
        }
    post(to=person.email, subject=subject, text=text, person=person)


def send_reset_link(*, person: Person) -> None:
    """The link to a new password, good for one hour and once."""
    with translation.override(person.language):
        key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        subject = _("Choose a new password")
        text = _(
            "Somebody, most likely you, asked for a new password for your account. Choose it"
            " here:\n%(address)s\n\n"
            "The link holds for one hour and can be used once. If it was not you, do nothing:"
            " your password stays as it is."
        ) % {"address": absolute(path.replace("UID-KEY", key))}
    post(to=str(person.email), subject=subject, text=text, person=person)


def send_no_account(*, address: str, language: str) -> None:
    """To an address without an account, for which somebody asked for a new password."""
    with translation.override(language):
        subject = _("There is no account with this address")
        text = _(
            "Somebody, most likely you, asked for a new password for this address. There is no"
            " account with it.\n\n"
            "Perhaps you signed up with another address; try that:\n%(address)s\n\n"
            "If you have no account, ask your association for an invitation. If it was not you,"
            " do nothing."
        ) % {"address": absolute(reverse("account_reset_password"))}
    post(to=address, subject=subject, text=text)


def send_address_link(*, person: Person, address: str, token: str) -> None:
    """To an address that a person wants to use from now on."""
    with translation.override(person.language):
        subject = _("Use this address from now on")
        text = _(
            "%(name)s wants to sign in to Peerhall with this address from now on. Confirm it"
            " here:\n%(address)s\n\n"
            "The link holds for one hour. If you know nothing of this, do nothing."
        ) % {
            "name": one_line(person.name, LONGEST_NAME),
            "address": absolute(reverse("confirm_address", kwargs={"token": token})),
        }
    post(to=address, subject=subject, text=text)


def send_address_taken(*, owner: Person) -> None:
    """To the owner of an address that somebody else wanted to use."""
    with translation.override(owner.language):
        subject = _("Your address is in use already")
        text = _(
            "Somebody, perhaps you from another account, wanted to use this address for an account"
            " of Peerhall. It belongs to your account already, so nothing was changed."
        )
    post(to=str(owner.email), subject=subject, text=text, person=owner)


def send_address_changed(*, person: Person, before: str) -> None:
    """To the address that a person used until now. Call it in the transaction of the change."""
    with translation.override(person.language):
        subject = _("Your account has another address")
        text = _(
            "From now on you sign in to Peerhall with %(new)s, and mail goes there.\n\n"
            "When: %(when)s\n\n"
            "If this was not you, write to your association at once: this address opens your"
            " account no more."
        ) % {"new": person.email, "when": moment_in_words(timezone.now(), person)}
    post(to=before, subject=subject, text=text, person=person)
