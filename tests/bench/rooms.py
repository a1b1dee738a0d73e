"""A door of every room in a planted site beside one of a tenth, and what a worker holds of it."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.bench.doors import Door
from tests.bench.people import LARGE_AGAINST_SMALL, QUERIES, Line
from tests.bench.server import AS_DEPLOYED, Server
from tests.bench.sites import PlantedSite

AMONG_ROOMS = "among_rooms"
MEMORY_MB = 150
ROUNDS = 3
# These count or add up all there are, or are as long as what they show.
COUNTING_ALL = (
    "training: its cascade",
    "partnerships: register",
    "impact: of the programme",
    "search: results",
)
# Each room is asked in turn what it knows.
ASKING_ALL = ("impact: of the programme",)


def prepared(under: Path, *, is_quick: bool) -> tuple[PlantedSite, PlantedSite]:
    """A site of a tenth, and one of the whole size: a country, or with `is_quick` ten towns."""
    whole = 1_000 if is_quick else 10_000
    sites = []
    for persons in (whole // 10, whole):
        # In the proportions of `plant --size`, with fewer pages, which other sections plant.
        more = {
            "posts": 20 * persons,
            "participations": 10 * persons,
            "partnerships": persons,
            "events": 30 * persons,
        }
        site = PlantedSite(persons, under, persons=persons, **more)
        site.prepare()
        site.ask("fill", str(min(persons // 10, 200)), of=AMONG_ROOMS)
        sites.append(site)
    return sites[0], sites[1]


def room_lines(small: PlantedSite, large: PlantedSite) -> Iterator[Line]:
    """Queries must not grow, and CPU must not grow with what is elsewhere in the room."""
    less, more = (json.loads(one.ask("screens", of=AMONG_ROOMS)) for one in (small, large))
    sizes = f"{small.pages:,} of each and {large.pages:,}"
    yield f"Queries of a member, {sizes}", "", "", None
    for name in more:
        numbers = [int(one[name]["queries"]) for one in (less, more)]
        # Hits of fewer kinds ask fewer rooms.
        has_grown = numbers[1] > numbers[0]
        if name in ASKING_ALL:
            aim, is_met = "no more", not has_grown
        else:
            aim, is_met = f"≤ {QUERIES}, no more", not has_grown and numbers[0] <= QUERIES
        yield f"  {name}", " / ".join(map(str, numbers)), aim, is_met
    yield "CPU of a member's page, and against the smaller", "", "", None
    for name, cost in more.items():
        growth, aim = cost["ms"] / less[name]["ms"], LARGE_AGAINST_SMALL
        is_met = None if name in COUNTING_ALL else growth <= aim
        shown = f"{cost['ms']:,.0f} ms, {growth:.2f}×"
        yield f"  {name}", shown, "" if is_met is None else f"≤ {aim}×", is_met


def worker_lines(site: PlantedSite) -> Iterator[Line]:
    """Memory of a worker of a deployed site that has shown every kind of page many times."""
    known = json.loads(site.ask("addresses", of=AMONG_ROOMS))
    cookie = json.loads(site.ask("cookie", of=AMONG_ROOMS))
    yield "Memory of a web worker (PSS)", "", "", None
    with Server("config.wsgi", site.environment, options=AS_DEPLOYED) as server:
        yield "  as it starts", f"{server.memory() / 1e6:.0f} MB", "", None
        doors = [(Door(server, one, cookie=cookie), len(one)) for one in known.values()]
        for number in range(1, ROUNDS + 1):
            for door, times in doors:
                door.learn(max(times, 20))
            used = server.memory() / 1e6
            asked = number * sum(max(times, 20) for _door, times in doors)
            what = f"  after {asked:,} pages of every room"
            yield what, f"{used:.0f} MB", f"≤ {MEMORY_MB} MB", used <= MEMORY_MB
