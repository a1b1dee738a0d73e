"""Everything that is read in a person's name without signing in ends together."""

from django.db import transaction

from people.account.api_token import take_api_token_back
from people.models import Person, PrivateToken
from people.space.feed_address import take_feed_address_back


@transaction.atomic
def take_all_back(*, by: Person) -> None:
    """Let no token and no private address of `by` open anything; without any nothing happens.

    Whoever had the account in their hands may have made one, and would read on (S08).
    """
    take_api_token_back(by=by)
    take_feed_address_back(by=by)
    # Rooms above keep addresses of their own, e.g. of calendars.
    for kind in PrivateToken.__subclasses__():
        kind.take_back(by)
