"""Placements on a trail: of an offer that is a lesson itself. Offers name no text."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from internships.models import HostOffer, Placement
from internships.states import OfferState
from pages.registries import Lesson, Station, TrailPart
from pages.trails import keys_by_uuid
from people.readings import shown


def placed(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Station]]:
    """The offer, and how many went there from five on, without a day (2B); two queries."""
    keys = keys_by_uuid(lessons, "placement-offer")
    begun = Placement.objects.exclude(begun_at=None).filter(application__offer__in=list(keys))
    went = dict(begun.order_by().values_list("application__offer").annotate(Count("pk")))
    found: dict[str, list[Station]] = {}
    for offer in HostOffer.objects.exclude(state=OfferState.DRAFT).filter(pk__in=list(keys)):
        on = localdate(offer.published_at) if offer.published_at else None
        url = reverse("host_offer", args=[offer.pk])
        number = shown(went.get(offer.pk, 0))
        counted = [Station(number)] if number is not None else []
        found[keys[offer.pk]] = [Station(on=on, title=offer.title, url=url), *counted]
    return found


PLACED = TrailPart("placed", _("Placements"), placed)
