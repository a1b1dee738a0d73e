"""The list of an association's newsletters, read on from a place (keyset)."""

import datetime
from typing import Any

from people.models import Newsletter, Organisation
from people.publishing.querysets import latest_of

ON_A_PAGE = 20


def page_of_newsletters(association: Organisation, person: Any, after: str) -> dict[str, Any]:
    """Twenty newsletters behind the place `after`, and the place of the next ones; one query."""
    rows = latest_of(association, person)
    place = _place_in(after)
    if place is not None:
        changed_at, pk = place
        rows = rows.filter(changed_at__lte=changed_at).exclude(changed_at=changed_at, pk__gte=pk)
    found = list(rows[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    return {
        "newsletters": shown,
        "is_first": place is None,
        "next_place": _place_of(shown[-1]) if len(found) > ON_A_PAGE else "",
    }


def _place_of(newsletter: Newsletter) -> str:
    return f"{newsletter.changed_at.timestamp():.6f}-{newsletter.pk}"


def _place_in(text: str) -> tuple[datetime.datetime, int] | None:
    """None for no place, and for one that nobody was given."""
    seconds, _dash, number = text.partition("-")
    try:
        moment = datetime.datetime.fromtimestamp(float(seconds), tz=datetime.UTC)
        return moment, int(number)
    except (ValueError, OverflowError, OSError):
        return None
