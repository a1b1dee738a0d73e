"""How much coaching began at a text: a number from five on, of no day and nobody (2C)."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from mentoring.models import Pair
from pages.registries import Lesson, Station, TrailPart
from pages.trails import keys_by_page
from people.readings import shown


def coached(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Station]]:
    """The same for every reader, the two included: nought and a few are told alike. One query."""
    pages = keys_by_page(lessons)
    agreed = Pair.objects.exclude(agreed_at=None).filter(request__about__in=list(pages))
    counted: Counter[str] = Counter()
    rows = agreed.order_by().values_list("request__about").annotate(Count("pk"))
    for page, number in rows:
        counted[pages[page]] += number
    return {
        key: [Station(shown(number))]
        for key, number in counted.items()
        if shown(number) is not None
    }


COACHED = TrailPart("coached", _("Coaching that followed"), coached)
