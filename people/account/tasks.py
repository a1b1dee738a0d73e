"""Mails that depend on whose an address is: written by the worker, so that asking tells nothing.

The request costs the same whoever is asked for (S01): it counts, leaves one of these, and answers.
"""

from django_tasks import task

from people.account.actions import address_token
from people.account.emails import (
    send_address_link,
    send_address_taken,
    send_no_account,
    send_reset_link,
)
from people.querysets import reachable_persons


@task()
def answer_reset_request(*, address: str, language: str) -> None:
    """Mail a link to a new password, or that there is no account: one mail for each address."""
    person = reachable_persons().filter(email=address).first()
    if person is not None and person.has_usable_password():
        send_reset_link(person=person)
    else:
        send_no_account(address=address, language=language)


@task()
def ask_new_address(*, person_id: int, address: str) -> None:
    """Mail the link by which an address becomes a person's own, or tell whose it is already."""
    person = reachable_persons().get(pk=person_id)
    owner = reachable_persons().filter(email=address).first()
    if owner is None:
        token = address_token(person, address)
        send_address_link(person=person, address=address, token=token)
    else:
        send_address_taken(owner=owner)
