"""A person's own feed address: made, taken back, and who stands behind one."""

from django.db import transaction

from people.audit import record
from people.models import FeedAddress, Person
from people.tokens import hash_of, new_token


@transaction.atomic
def make_feed_address(*, by: Person) -> str:
    """The token of a new address of `by`; the one before answers nobody any more.

    It is given once: the database keeps its hash alone.
    """
    token, token_hash = new_token()
    FeedAddress.objects.update_or_create(person=by, defaults={"token_hash": token_hash})
    record("people.feed-made", by=by, person=by)
    return token


@transaction.atomic
def take_feed_address_back(*, by: Person) -> None:
    """Let the address of `by` answer nobody any more; without one nothing happens."""
    deleted, _rows = FeedAddress.objects.filter(person=by).delete()
    if deleted:
        record("people.feed-taken-back", by=by, person=by)


def person_behind(token: str) -> Person | None:
    """Whose feed this is, asked anew at each fetch (R5); None for no address, or no account."""
    rows = FeedAddress.objects.select_related("person").filter(token_hash=hash_of(token))
    found = rows.filter(person__is_active=True).first()
    return found.person if found else None
