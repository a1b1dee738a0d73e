"""In how many municipalities a text was read, told from five on and by year.

Each year has a number of its own, and nothing is told of all years together: from the difference of
two numbers one could tell a small one. Nought and a few are told alike, by nothing.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from pages.registries import Lesson, Station, TrailPart
from pages.trails import keys_by_page
from people.models import Organisation, ReadingCount
from people.readings import shown


def read_in(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Station]]:
    """A number for each year; the same for every reader of the text. One query."""
    pages = keys_by_page(lessons)
    rows = ReadingCount.objects.filter(
        page__in=list(pages), organisation__kind=Organisation.Kind.LOCAL_GOVERNMENT
    )
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page, year, organisation in (
        rows.order_by().values_list("page_id", "month__year", "organisation_id").distinct()
    ):
        places[pages[page], year].add(organisation)
    found: dict[str, list[Station]] = defaultdict(list)
    for (key, year), organisations in sorted(places.items()):
        number = shown(len(organisations))
        if number is not None:
            found[key].append(Station(number, on=_end_of(year), note=str(year)))
    return found


def _end_of(year: int) -> datetime.date:
    return min(datetime.date(year, 12, 31), localdate())


READ = TrailPart("read", _("Municipalities that read it, each year"), read_in)
