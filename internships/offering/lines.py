"""What a screen shows of offers."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from internships.models import HostOffer
from pages.countries import country_name
from pages.templatetags.days import day


@dataclass(frozen=True)
class OfferLine:
    """One offer in a list."""

    offer: HostOffer
    url: str
    where: str
    period: str
    until: str


def shown_offers(offers: Iterable[HostOffer]) -> list[OfferLine]:
    """Lines of offers whose hosts are at hand; no query of their own."""
    return [
        OfferLine(
            offer=offer,
            url=reverse("host_offer", args=[offer.pk]),
            where=where_of(offer),
            period=period_of(offer.starts_on, offer.ends_on),
            until=until_of(offer),
        )
        for offer in offers
    ]


def where_of(offer: HostOffer) -> str:
    """E.g. `Kasembe, Zambia`."""
    country = country_name(str(offer.host.country)) if offer.host.country else ""
    return ", ".join(filter(None, (offer.host.name, country)))


def period_of(first: datetime.date, last: datetime.date) -> str:
    """E.g. `3 December 2026 – 20 December 2026`."""
    return f"{day(first)} – {day(last)}"


def until_of(offer: HostOffer) -> str:
    """By the clock of the host and its name (I19): `30 November 2026, 23:59 (Africa/Lusaka)`."""
    there = offer.closes_at.astimezone(offer.in_zone)
    return _("%(day)s, %(hour)s (%(zone)s)") % {
        "day": day(there.date()),
        "hour": date_format(there, "H:i"),
        "zone": offer.zone.replace("_", " "),
    }
