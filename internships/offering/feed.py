"""Offers of placements for feed readers: what is published, and no more."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from internships.models import HostOffer
from internships.offering.lines import period_of, where_of
from pages.addresses import absolute
from pages.feeds import Entry, answer_with


def feed_of(offers: Iterable[HostOffer]) -> HttpResponse:
    """An Atom feed of published offers, newest first."""
    return answer_with(
        _("Placements"),
        address=reverse("host_offers_feed"),
        page=reverse("host_offers"),
        entries=map(_entry, offers),
    )


def _entry(offer: HostOffer) -> Entry:
    published_at = offer.published_at or offer.made_at
    return Entry(
        title=offer.title,
        url=absolute(reverse("host_offer", args=[offer.pk])),
        about=f"{where_of(offer)}, {period_of(offer.starts_on, offer.ends_on)}. {offer.words}",
        key=f"urn:uuid:{offer.pk}",
        begun_at=published_at,
        changed_at=published_at,
    )
