"""What became of a newsletter: how its mails went, and how often it was read."""

from dataclasses import dataclass

from django.db.models import Count, Sum
from wagtail.models import Page

from notices.kinds import Frequency
from notices.models import Mail, Notice
from people.models import Newsletter, ReadingCount
from people.publishing.kinds import NEWSLETTER
from people.publishing.reach import members_of
from people.readings import shown


@dataclass(frozen=True)
class Figures:
    """Persons whose mail has left, waits (its turn or a digest), was given up, or is wanted not at
    all; readings, None for fewer than five. `towns` are members in which the page was read.
    """

    told: int
    delivered: int
    waiting: int
    parked: int
    on_the_site: int
    organisations: int
    members: int
    readings: int | None
    towns: int | None
    readings_of_items: int | None
    has_items: bool


def figures_of(newsletter: Newsletter) -> Figures:
    """Eight queries, however many it reached."""
    mails = _mails_of(newsletter)
    items = list(newsletter.items.values_list("pk", flat=True))
    page_ids = [] if newsletter.page_id is None else [newsletter.page_id]
    readings, towns = _read(newsletter, page_ids)
    of_items, _towns = _read(newsletter, items)
    reached = newsletter.reached.exclude(organisation=newsletter.association_id)
    return Figures(
        told=newsletter.people,
        delivered=mails.get(Mail.State.SENT, 0),
        waiting=mails.get(Mail.State.QUEUED, 0),
        parked=mails.get(Mail.State.PARKED, 0),
        on_the_site=mails.get("", 0) + mails.get(Mail.State.DROPPED, 0),
        organisations=reached.count(),
        members=members_of(newsletter.association).count(),
        readings=shown(readings),
        # Who knows the towns of four readings knows their readers.
        towns=None if shown(readings) is None else towns,
        readings_of_items=shown(of_items),
        has_items=bool(items),
    )


def _mails_of(newsletter: Newsletter) -> dict[str, int]:
    """Persons by the state of their mail; "" for those who get none."""
    found: dict[str, int] = {}
    notices = Notice.objects.filter(kind=NEWSLETTER.key, once=newsletter.once)
    rows = notices.values_list("frequency", "mail__state").annotate(number=Count("pk"))
    for frequency, state, number in rows.order_by():
        if state is None:
            state = "" if frequency == Frequency.NEVER else Mail.State.QUEUED
        found[state] = found.get(state, 0) + number
    return found


def _read(newsletter: Newsletter, page_ids: list[int]) -> tuple[int, int]:
    """Readings since it went out, from the association and its members; and in how many members."""
    if newsletter.begun_at is None or not page_ids:
        return 0, 0
    members = members_of(newsletter.association)
    rows = ReadingCount.objects.filter(
        page__in=Page.objects.filter(pk__in=page_ids),
        month__gte=newsletter.begun_at.date().replace(day=1),
        organisation__in=members.values("pk"),
    )
    found = rows.aggregate(readings=Sum("readings"), towns=Count("organisation", distinct=True))
    return found["readings"] or 0, found["towns"]
