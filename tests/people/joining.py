"""What tests of joining have in common."""

import re

from django.core import mail
from django.test import Client

from people.actions import give_role
from people.joining.actions import invite
from people.roles import ORGANISATION_CONTACT
from tests.factories import do_waiting_work

PASSWORD = "quiet rivers carry 9 boats"
LINK = re.compile(r"https?://[^/\s]+(/\S+)")


def make_contact(person, organisation):
    """Let `person` be the contact of `organisation`."""
    give_role(by=None, person=person, role=ORGANISATION_CONTACT, organisation=organisation)
    return person


def invite_to(organisation, by, email="wanda-reed@towns.example", **more):
    terms = {"name": "Wanda Reed", "post": "Town clerk", "level": "executive", "language": "en"}
    invitation, _is_new = invite(by=by, organisation=organisation, email=email, **terms | more)
    return invitation


def mails_to(address):
    """What has left for this address, oldest first."""
    do_waiting_work()
    return [one for one in mail.outbox if one.to == [address]]


def link_in_newest_mail(address):
    """The path of the link in the newest mail to this address."""
    return LINK.search(mails_to(address)[-1].body)[1]


def accept_with(link, client=None, **more):
    """Fill in the form behind the link of an invitation."""
    words = {
        "name": "Wanda Reed",
        "language": "en",
        "time_zone": "Africa/Lusaka",
        "password": PASSWORD,
    }
    return (client or Client()).post(link, words | more)
