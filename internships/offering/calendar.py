"""When placements go on, for calendar programs (RFC 5545)."""

import datetime
from collections.abc import Iterable

from django.urls import reverse
from icalendar import Event

from internships.models import HostOffer
from internships.offering.lines import where_of
from pages.addresses import absolute
from pages.calendars import LONGEST_LINE, uid_of, written
from pages.lines import one_line

PRODUCT = "-//Peerhall//Placements//EN"


def calendar_of(offers: Iterable[HostOffer]) -> bytes:
    """One entry of whole days for each offer; no sign in a title can begin another property."""
    return written(map(_entry, offers), product=PRODUCT)


def _entry(offer: HostOffer) -> Event:
    entry = Event()
    entry.add("uid", uid_of(f"placement-offer-{offer.pk}"))
    entry.add("dtstamp", offer.published_at or offer.made_at)
    entry.add("dtstart", offer.starts_on)
    # The day after the last one (RFC 5545, 3.6.1).
    entry.add("dtend", offer.ends_on + datetime.timedelta(days=1))
    entry.add("summary", one_line(offer.title, LONGEST_LINE))
    entry.add("location", one_line(where_of(offer), LONGEST_LINE))
    entry.add("url", absolute(reverse("host_offer", args=[offer.pk])))
    return entry
