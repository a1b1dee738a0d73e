"""Tabs of a results page: a link for each group of kinds, with how much of it is found.

Counts are those of the facet of kinds, which an engine counts without its own choice: whichever tab
is open, all say the same, and only what the reader may find is in them.
"""

from typing import Any

from django.utils.translation import gettext as _

from search.asking import Asked
from search.facets import Facets
from search.kinds import TABS

FILTER = "type"


def tab_context(facets: Facets, asked: Asked) -> list[dict[str, Any]]:
    """The tabs in their order, "All" first; none where there is nothing to choose from."""
    counted = dict(facets.get("type", ()))
    chosen = asked.chosen.get(FILTER, "")
    numbers = [(tab, sum(counted.get(kind, 0) for kind in tab.kinds)) for tab in TABS]
    shown = [(tab, number) for tab, number in numbers if number or tab.key == chosen]
    if len(shown) < 2 and not asked.is_tab_open:
        return []
    # An open tab is taken off by "All".
    urls = asked.without(FILTER).choices(FILTER, (tab.key for tab, _number in shown))
    every = {
        "label": _("All"),
        "count": sum(counted.values()),
        "url": asked.without(FILTER).url,
        "is_chosen": not chosen,
    }
    return [every] + [
        {"label": tab.label, "count": number, "url": url, "is_chosen": tab.key == chosen}
        for (tab, number), url in zip(shown, urls, strict=True)
    ]
