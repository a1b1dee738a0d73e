"""What a calendar program fetches under the address of a person.

That one was made or taken back is in no log: that somebody is coached is nobody's to read there.
"""

import datetime

from django.utils import timezone

from mentoring.models import CalendarAddress, Pair, Session
from people.models import Person

KEPT_IN_IT = datetime.timedelta(days=60)
MOST = 500


def person_behind(token: str) -> Person | None:
    """Whose calendar this is, asked anew at each fetch (R5).

    None for no address, no account, or nobody who coaches or is coached at this time (L40).
    """
    found = CalendarAddress.behind(token)
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
