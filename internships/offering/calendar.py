"""When placements go on, for calendar programs (RFC 5545), and what is new for feed readers."""

import datetime
from collections.abc import Iterable

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Event

from internships.models import HostOffer
from internships.offering.lines import period_of, where_of
from pages.addresses import absolute
from pages.calendars import LONGEST_LINE, uid_of, written
from pages.lines import one_line

SUMMARY = 300
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


def feed_of(offers: Iterable[HostOffer]) -> str:
    """An Atom feed of published offers, newest first."""
    address = absolute(reverse("host_offers_feed"))
    feed = Atom1Feed(
        title=_("Placements"),
        link=absolute(reverse("host_offers")),
        description="",
        language=get_language(),
        feed_url=address,
        feed_guid=address,
    )
    for offer in offers:
        about = f"{where_of(offer)}, {period_of(offer.starts_on, offer.ends_on)}. {offer.words}"
        feed.add_item(
            title=offer.title,
            link=absolute(reverse("host_offer", args=[offer.pk])),
            description=one_line(about, SUMMARY),
            unique_id=f"urn:uuid:{offer.pk}",
            pubdate=offer.published_at,
            updateddate=offer.published_at,
        )
    return str(feed.writeString("utf-8"))
