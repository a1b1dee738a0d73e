"""A person's own feed address: made, taken back, and who stands behind one."""

from django.db import transaction

from people.audit import record
from people.models import FeedAddress, Person


@transaction.atomic
def make_feed_address(*, by: Person) -> str:
    """The token of a new address of `by`; the one before answers nobody any more."""
    token = FeedAddress.renew(by)
    record("people.feed-made", by=by, person=by)
    return token


@transaction.atomic
def take_feed_address_back(*, by: Person) -> None:
    """Let the address of `by` answer nobody any more; without one nothing happens."""
    if FeedAddress.take_back(by):
        record("people.feed-taken-back", by=by, person=by)


def person_behind(token: str) -> Person | None:
    """Whose feed this is, asked anew at each fetch (R5); None for no address, or no account."""
    found = FeedAddress.behind(token)
    return found.person if found else None
