"""Directory, organisations and newsletters among ten thousand persons, beside a tenth of them."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.bench.sites import PlantedSite

LARGE_AGAINST_SMALL = 1.5
# Queries of a list page (safeguards, section 3); a desk is many lists in one.
QUERIES = 25
MANY_LISTS = ("my desk, member", "publish to members, editor")
PEOPLE = "among_people"

Line = tuple[str, str, str, bool | None]


def prepared(under: Path, *, is_quick: bool) -> tuple[PlantedSite, PlantedSite, PlantedSite]:
    """A site of a tenth, one of the whole size, and one where all are of one association."""
    whole = 1_000 if is_quick else 10_000
    sites = (
        PlantedSite(0, under, persons=whole // 10, organisations=whole // 50, associations=4),
        PlantedSite(0, under, persons=whole, organisations=whole // 5, associations=40),
        PlantedSite(0, under, persons=whole, organisations=whole // 5, associations=1),
    )
    for site in sites:
        site.prepare()
    return sites


def screen_lines(small: PlantedSite, large: PlantedSite) -> Iterator[Line]:
    """Queries must be the same, and CPU must not grow with what is elsewhere on the site."""
    less, more = (json.loads(site.ask("screens", of=PEOPLE)) for site in (small, large))
    yield f"Database queries, {_persons(small)} persons and {_persons(large)}", "", "", None
    for name in more:
        numbers = [int(one[name]["queries"]) for one in (less, more)]
        is_met = len(set(numbers)) == 1 and (name in MANY_LISTS or max(numbers) <= QUERIES)
        aim = "the same" if name in MANY_LISTS else f"≤ {QUERIES}, the same"
        yield f"  {name}", " / ".join(map(str, numbers)), aim, is_met
    yield "CPU against the smaller site", "", "", None
    for name, cost in more.items():
        growth = cost["ms"] / less[name]["ms"]
        aim = LARGE_AGAINST_SMALL
        yield f"  {name}", f"{growth:.2f}×", f"≤ {aim}×", growth <= aim


def newsletter_lines(site: PlantedSite) -> Iterator[Line]:
    """The editor's page leaves the sending to the worker: it costs what any other page does."""
    figures = json.loads(site.ask("newsletter", of=PEOPLE))
    people, told = int(figures["people"]), int(figures["told"])
    yield f"A newsletter to {people:,} of one association", "", "", None
    yield "  queries of the editor's page", f"{figures['page_queries']:.0f}", "", None
    yield "  CPU of the editor's page", f"{figures['page_ms']:.0f} ms", "", None
    yield "  told by the worker, each once", f"{told:,}", f"{people:,}", told == people
    yield "  CPU of the worker", f"{figures['worker_s']:.1f} s", "", None
    yield "  queries of the worker", f"{figures['worker_queries']:.0f}", "", None
    yield "  memory of the worker", f"{figures['memory'] / 1e6:.0f} MB", "", None


def _persons(site: PlantedSite) -> str:
    return f"{site.planted['persons']:,}"
