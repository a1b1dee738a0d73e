"""Gathers what waits for a morning into one mail for each person.

A notice waits until the latest morning is later than it was told, however late somebody looks: an
outage of the worker delays a digest and loses nothing. A notice that has a mail waits no more, so
looking twice, or two at once, gathers it once.
"""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from notices.kinds import Frequency
from notices.models import Mail, Notice
from notices.models.mail import line_of
from notices.mornings import last_monday_morning, last_morning, zone_of

# Persons in one transaction: SQLite lets nobody else write for as long.
BATCH = 200


def gather(now: datetime | None = None) -> int:
    """Put into the outbox the digests of all whose morning has come by `now`; how many there were.

    `now` is this moment unless told otherwise; a later one gathers what waits for it already.
    """
    now = now or timezone.now()
    return sum(_gather_in(zone, now) for zone in _zones())


def _zones() -> list[str]:
    """Time zones, by their names, of persons for whom something waits."""
    waiting = Notice.objects.filter(mail=None, frequency__in=(Frequency.DAILY, Frequency.WEEKLY))
    persons = get_user_model().objects.filter(pk__in=waiting.values("person_id"))
    return list(persons.order_by().values_list("time_zone", flat=True).distinct())


def _gather_in(zone_name: str, now: datetime) -> int:
    zone = zone_of(zone_name)
    is_due = Q(frequency=Frequency.DAILY, told_at__lt=last_morning(now, zone)) | Q(
        frequency=Frequency.WEEKLY, told_at__lt=last_monday_morning(now, zone)
    )
    due = Notice.objects.filter(is_due, mail=None, person__time_zone=zone_name)
    persons = due.order_by("person_id").values_list("person_id", flat=True).distinct()
    count, newest = 0, 0
    while batch := list(persons.filter(person_id__gt=newest)[:BATCH]):
        count += _gather_for(batch, is_due)
        newest = batch[-1]
    return count


@transaction.atomic
def _gather_for(person_ids: list[int], is_due: Q) -> int:
    due = Notice.objects.filter(is_due, mail=None, person__in=person_ids)
    # What another worker is just gathering is passed over.
    rows = list(due.select_for_update(skip_locked=True).values_list("pk", "person_id"))
    mails = Mail.objects.bulk_create(
        Mail(form=Mail.Form.DIGEST, person_id=person_id, addressee=line_of(person_id))
        for person_id in sorted({person_id for _pk, person_id in rows})
    )
    ids = [pk for pk, _person_id in rows]
    mine = Mail.objects.filter(pk__in=[mail.pk for mail in mails], person=OuterRef("person_id"))
    for start in range(0, len(ids), 500):
        Notice.objects.filter(pk__in=ids[start : start + 500]).update(
            mail=Subquery(mine.values("pk"))
        )
    return len(mails)
