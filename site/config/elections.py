"""Elections that editors of partnerships keep, in the words of benchmarks."""

import datetime
from collections.abc import Iterable

from benchmarking.registries import ElectionDay
from partnerships.models import Election


def between(
    *, countries: Iterable[str], since: datetime.date, until: datetime.date
) -> Iterable[ElectionDay]:
    """In these countries in this time, the first one first; one query."""
    rows = Election.objects.filter(country__in=list(countries), on__gte=since, on__lte=until)
    for country, on in rows.order_by("on").values_list("country", "on"):
        yield ElectionDay(str(country), on)
