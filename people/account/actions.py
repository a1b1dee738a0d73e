"""What a person changes about the own account."""

from dataclasses import dataclass

from django.core import signing
from django.db import IntegrityError, transaction

from people.account.emails import send_address_changed
from people.models import Person

LINK_LASTS = 3600
SALT = "people: new address"


class LinkRunOut(Exception):
    """The link is old, was used, or the account has changed since."""


class AddressTaken(Exception):
    """Somebody else uses this address by now."""


@dataclass(frozen=True)
class AddressWanted:
    """Whose address is to become which."""

    person: Person
    address: str


def address_token(person: Person, address: str) -> str:
    """What the mailed link holds: good for one hour, until password or address change."""
    wanted = {"person": person.pk, "address": address, "state": _state(person)}
    return signing.dumps(wanted, salt=SALT)


def read_address_token(token: str) -> AddressWanted:
    """Whose address is to become which; raises LinkRunOut."""
    try:
        wanted = signing.loads(token, salt=SALT, max_age=LINK_LASTS)
    except signing.BadSignature as error:
        raise LinkRunOut from error
    person = Person.objects.filter(pk=wanted["person"], is_active=True).first()
    if person is None or wanted["state"] != _state(person):
        raise LinkRunOut
    return AddressWanted(person=person, address=wanted["address"])


@transaction.atomic
def change_address(*, token: str) -> Person:
    """Make the address of the link the person's own, and tell the one until now.

    Raises LinkRunOut, or AddressTaken where somebody else was first.
    """
    wanted = read_address_token(token)
    person = Person.objects.select_for_update().get(pk=wanted.person.pk)
    if _state(person) != _state(wanted.person):
        raise LinkRunOut
    before, person.email = str(person.email), wanted.address
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError as error:
        raise AddressTaken from error
    send_address_changed(person=person, before=before)
    return person


def _state(person: Person) -> str:
    """Changes with the password and the address; tells neither."""
    return signing.Signer(salt=SALT).signature(f"{person.password}|{person.email}")[:16]
