"""A person's token for programs: made, taken back, and who stands behind one."""

import datetime

from django.db import transaction
from django.utils import timezone

from people.audit import record
from people.models import ApiToken, Person
from people.second_step import lacks_second_step
from people.tokens import hash_of, new_token

GOOD_FOR = datetime.timedelta(days=365)


@transaction.atomic
def make_api_token(*, by: Person) -> str:
    """A new token of `by`; the one before opens nothing any more.

    It is given once: the database keeps its hash alone.
    """
    token, token_hash = new_token()
    ApiToken.objects.update_or_create(person=by, defaults={"token_hash": token_hash})
    record("people.token-made", by=by, person=by)
    return token


@transaction.atomic
def take_api_token_back(*, by: Person) -> None:
    """Let the token of `by` open nothing any more; without one nothing happens."""
    deleted, _rows = ApiToken.objects.filter(person=by).delete()
    if deleted:
        record("people.token-taken-back", by=by, person=by)


def person_behind(token: str) -> Person | None:
    """In whose name a program reads, asked anew at each request (R5).

    None for no token or an old one, no account, or staff without the second step.
    """
    since = timezone.now() - GOOD_FOR
    rows = ApiToken.objects.select_related("person").filter(token_hash=hash_of(token))
    found = rows.filter(person__is_active=True, made_at__gt=since).first()
    if found is None or lacks_second_step(found.person):
        return None
    return found.person
