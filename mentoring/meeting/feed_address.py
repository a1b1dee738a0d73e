"""The address under which a calendar program fetches a person's sessions: made, and taken back.

As people.space.feed_address has it for texts, but in no log: that somebody is coached is nobody's
to read there.
"""

import datetime

from django.db import transaction
from django.utils import timezone

from mentoring.models import CalendarAddress, Pair, Session
from people.models import Person
from people.tokens import hash_of, new_token

KEPT_IN_IT = datetime.timedelta(days=60)
MOST = 500


@transaction.atomic
def make_calendar_address(*, by: Person) -> str:
    """The token of a new address of `by`; the one before answers nobody any more.

    It is given once: the database keeps its hash alone.
    """
    token, token_hash = new_token()
    CalendarAddress.objects.update_or_create(person=by, defaults={"token_hash": token_hash})
    return token


def take_calendar_address_back(*, by: Person) -> None:
    """Let the address of `by` answer nobody any more; without one nothing happens."""
    CalendarAddress.objects.filter(person=by).delete()


def person_behind(token: str) -> Person | None:
    """Whose calendar this is, asked anew at each fetch (R5).

    None for no address, no account, or nobody who coaches or is coached at this time (L40).
    """
    rows = CalendarAddress.objects.select_related("person").filter(token_hash=hash_of(token))
    found = rows.filter(person__is_active=True).first()
    if found is None or not Pair.objects.visible_to(found.person).open().exists():
        return None
    return found.person


def sessions_of(person: Person) -> list[Session]:
    """Sessions of the open pairs of `person`, of the last sixty days and to come; one query.

    What was cancelled is there and says so, since not every program takes out what is gone.
    """
    pairs = Pair.objects.visible_to(person).open()
    recent = Session.objects.filter(pair__in=pairs, ends_at__gt=timezone.now() - KEPT_IN_IT)
    return list(recent.order_by("starts_at", "pk")[:MOST])
