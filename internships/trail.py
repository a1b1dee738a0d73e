"""Placements on a trail: of an offer that is a lesson itself. Offers name no text."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from internships.models import Placement
from pages.registries import Lesson, Station, TrailPart
from pages.trails import keys_by_uuid
from people.readings import shown


def placed(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Station]]:
    """How many went there, from five on, without a day (2B); one query."""
    keys = keys_by_uuid(lessons, "placement-offer")
    begun = Placement.objects.exclude(begun_at=None).filter(application__offer__in=list(keys))
    went = begun.order_by().values_list("application__offer").annotate(Count("pk"))
    return {
        keys[offer]: [Station(number)]
        for offer, times in went
        if (number := shown(times)) is not None
    }


PLACED = TrailPart("placed", _("Placements"), placed)
