"""A person's token for programs: made, taken back, and who stands behind one."""

import datetime

from django.db import transaction
from django.utils import timezone

from people.audit import record
from people.models import ApiToken, Person
from people.second_step import lacks_second_step

GOOD_FOR = datetime.timedelta(days=365)


@transaction.atomic
def make_api_token(*, by: Person) -> str:
    """A new token of `by`; the one before opens nothing any more."""
    token = ApiToken.renew(by)
    record("people.token-made", by=by, person=by)
    return token


@transaction.atomic
def take_api_token_back(*, by: Person) -> None:
    """Let the token of `by` open nothing any more; without one nothing happens."""
    if ApiToken.take_back(by):
        record("people.token-taken-back", by=by, person=by)


def person_behind(token: str) -> Person | None:
    """In whose name a program reads, asked anew at each request (R5).

    None for no token or an old one, no account, or staff without the second step.
    """
    found = ApiToken.behind(token)
    if found is None or found.made_at <= timezone.now() - GOOD_FOR:
        return None
    person: Person = found.person
    return None if lacks_second_step(person) else person
