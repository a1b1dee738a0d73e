"""The link that ends mail of a kind without signing in: good for this one purpose (RFC 8058).

It names a person by number and kinds by their keys, signed; whoever holds it can stop mail of these
kinds and learns nothing, and it stays good as long as the mail it stands in may be read.
"""

from collections.abc import Iterable

from django.core import signing
from django.urls import reverse

from pages.addresses import absolute

_SALT = "notices: stop mail of these kinds"


def stop_address(person_id: int, kind_keys: Iterable[str]) -> str:
    """The whole address of the page with the one button, in the language switched on now."""
    return absolute(reverse("stop_mail", args=[stop_token(person_id, kind_keys)]))


def stop_token(person_id: int, kind_keys: Iterable[str]) -> str:
    """The signed part of that address."""
    return signing.dumps([person_id, *kind_keys], salt=_SALT)


def read_stop_token(token: str) -> tuple[int, list[str]] | None:
    """The person's number and the kinds; None where the site has not signed this."""
    try:
        person_id, *kind_keys = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return person_id, kind_keys
