"""Prints the figures of the README, as ratios of CPU time where a machine's speed would matter.

Everything runs side by side in one run on this machine: a bare Django view, a site of 1,000 pages
and one of 100,000, each behind a gunicorn of one worker. Rounds are interleaved and medians taken,
so that what else the machine does falls on all alike.
"""

import argparse
import contextlib
import json
import os
import platform
import sqlite3
import statistics
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench.boards import board_lines
from tests.bench.doors import Door
from tests.bench.people import LARGE_AGAINST_SMALL, Line, newsletter_lines, prepared, screen_lines
from tests.bench.register import file_lines, memory_lines, register_lines
from tests.bench.register import prepared as prepared_registers
from tests.bench.rooms import prepared as prepared_rooms
from tests.bench.rooms import room_lines, worker_lines
from tests.bench.searching import CONTESTANTS, SIZES, able_contestants, contest
from tests.bench.server import Server
from tests.bench.sites import ROOT, SEED, PlantedSite

# How many times the CPU of a bare Django view a visitor's page may cost.
AIMS = {
    "article": 22,
    "results": 22,
    "list": 26,
    "home": 30,
    "suggestion": 6,
    "article unchanged (304)": 8,
}
QUERIES = {"visitor": 12, "member": 16}
ENGINE_P95_MS = 5
INDEXED_PER_SECOND = 2000
SMALL = 1_000
HEAD = f"{'':<50}{'measured':>14}  aim"
FEW_ITEMS, MANY_ITEMS = 12, 60
FIRST_READER = "article, first reader"
FIRST_READERS = 20


def doors_of(server: Server, known: dict[str, list[str]]) -> dict[str, Door]:
    """A door for each kind of page. Fifty addresses in turn are what readers ask for on a day."""
    doors = {
        name: Door(server, known[name][:50])
        for name in ("article", "results", "list", "home", "suggestion", "chapter", "case study")
        if known[name]
    }
    doors["article unchanged (304)"] = Door(server, known["article"][:20], is_unchanged=True)
    # Each address once: the first reader after a restart, with nothing kept in memory.
    doors[FIRST_READER] = Door(server, known[FIRST_READER])
    return doors


def measure_pages(
    small: PlantedSite, large: PlantedSite, rounds: int, times: int
) -> tuple[float, dict[str, float], dict[str, float]]:
    """CPU of the bare view in ms; ratios of the large site's pages to it; and to the small's."""
    with contextlib.ExitStack() as stack:
        bare = Door(stack.enter_context(Server("tests.bench.bare:application", {})), ["/"])
        sites = {}
        for name, site in (("small", small), ("large", large)):
            server = stack.enter_context(Server("config.wsgi", site.environment))
            sites[name] = doors_of(server, json.loads(site.ask("addresses")))
        for doors in sites.values():
            for name, door in doors.items():
                if name != FIRST_READER:
                    door.learn(60)
        bare.learn(60)
        used: dict[tuple[str, str], list[float]] = {}
        yardstick: list[float] = []
        for _ in range(rounds):
            yardstick.append(bare.ask(times * 4))
            for name in sites["large"]:
                for site_name in ("small", "large"):
                    if name in sites[site_name]:
                        count = FIRST_READERS if name == FIRST_READER else times
                        cost = sites[site_name][name].ask(count)
                        used.setdefault((site_name, name), []).append(cost)
    bare_cost = statistics.median(yardstick)
    costs = {key: statistics.median(values) for key, values in used.items()}
    against_bare = {name: costs["large", name] / bare_cost for name in sites["large"]}
    growth = {
        name: costs["large", name] / costs["small", name]
        for name in sites["large"]
        if ("small", name) in costs
    }
    return bare_cost * 1000, against_bare, growth


def page_lines(small: PlantedSite, large: PlantedSite, *, is_quick: bool) -> Iterator[Line]:
    rounds, times = (3, 60) if is_quick else (7, 100)
    bare, against_bare, growth = measure_pages(small, large, rounds, times)
    yield f"CPU of a bare Django view: {bare:.2f} ms a request", "", "", None
    for name, ratio in against_bare.items():
        aim = AIMS.get(name)
        yield (
            f"  {name}, against it",
            f"{ratio:.1f}×",
            f"≤ {aim}×" if aim else "",
            ratio <= aim if aim else None,
        )
    yield f"{large.pages:,} pages against {small.pages:,}, CPU", "", "", None
    for name, ratio in growth.items():
        aim = LARGE_AGAINST_SMALL
        yield f"  {name}", f"{ratio:.2f}×", f"≤ {aim}×", ratio <= aim


def query_lines(few: PlantedSite, many: PlantedSite) -> Iterator[Line]:
    yield f"Database queries a page, {few.pages} pages and {many.pages} pages", "", "", None
    counts = [json.loads(site.ask("queries")) for site in (few, many)]
    for name in counts[1]:
        for role, aim in QUERIES.items():
            numbers = [count[name][role] for count in counts if name in count]
            is_met = max(numbers) <= aim and len(set(numbers)) == 1
            shown = " / ".join(map(str, numbers))
            yield f"  {name}, {role}", shown, f"≤ {aim}, the same", is_met


def engine_lines(large: PlantedSite) -> Iterator[Line]:
    figures: dict[str, Any] = json.loads(large.ask("engine"))
    p95 = figures["p95_ms"]
    yield f"A results page in the engine alone, {large.pages:,} pages", "", "", None
    yield "  median", f"{figures['p50_ms']:.1f} ms", "", None
    yield "  95 of 100", f"{p95:.1f} ms", f"≤ {ENGINE_P95_MS} ms", p95 <= ENGINE_P95_MS
    yield "  bare tantivy, 95 of 100", f"{figures['bare_p95_ms']:.1f} ms", "", None
    yield "  CPU against bare tantivy", f"{figures['cpu_ratio']:.1f}×", "", None


def indexing_lines(site: PlantedSite) -> Iterator[Line]:
    speed = site.pages / json.loads(site.ask("indexing"))["seconds"]
    yield (
        f"Indexing {site.pages:,} pages anew",
        f"{speed:,.0f} pages/s",
        f"≥ {INDEXED_PER_SECOND:,}",
        speed >= INDEXED_PER_SECOND,
    )


def show(title: str, lines: Iterator[Line]) -> None:
    """Print lines as they come; what takes minutes says so on standard error."""
    print(f"Measuring {title} …", file=sys.stderr, flush=True)
    for what, measured, aim, is_met in lines:
        verdict = {True: "met", False: "missed", None: ""}[is_met]
        print(f"{what:<50}{measured:>14}  {aim:<16}{verdict}".rstrip(), flush=True)


def page_section(under: Path, *, is_quick: bool) -> None:
    few, many, small, large = (
        PlantedSite(size, under)
        for size in (FEW_ITEMS, MANY_ITEMS, SMALL, 5_000 if is_quick else 100_000)
    )
    for site in (few, many, small, large):
        site.prepare()
    print(f"## Library, {large.pages:,} planted pages")
    show("pages", page_lines(small, large, is_quick=is_quick))
    show("queries", query_lines(few, many))
    show("the engine", engine_lines(large))
    show("indexing", indexing_lines(large))


def people_section(under: Path, *, is_quick: bool) -> None:
    tenth, whole, one_association = prepared(under, is_quick=is_quick)
    print(f"## People, {whole.planted['persons']:,} planted persons")
    show("screens", screen_lines(tenth, whole))
    show("a newsletter", newsletter_lines(one_association))


def board_section(under: Path, *, is_quick: bool) -> None:
    topics, posts = (1_000, 20_000) if is_quick else (10_000, 200_000)
    print(f"## Boards, {topics:,} topics and {posts:,} posts")
    show("boards", board_lines(under, topics, posts, is_quick=is_quick))


def register_section(under: Path, *, is_quick: bool) -> None:
    tenth, register = prepared_registers(under, is_quick=is_quick)
    print(f"## Partnerships, {register.partnerships:,} planted")
    show("the register", register_lines(tenth, register))
    show("files of IATI", file_lines(tenth, register))
    show("a large file", memory_lines(tenth, is_quick=is_quick))


def room_section(under: Path, *, is_quick: bool) -> None:
    small, large = prepared_rooms(under, is_quick=is_quick)
    print(f"## A door of every room, {large.planted['persons']:,} planted persons and more")
    show("rooms", room_lines(small, large))
    show("a worker", worker_lines(large))


SECTIONS = {
    "pages": page_section,
    "people": people_section,
    "forums": board_section,
    "partnerships": register_section,
    "rooms": room_section,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="./peerhall bench")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--search", action="store_true")
    for name in SECTIONS:
        parser.add_argument(f"--{name}", action="store_true")
    parser.add_argument("--items", type=int, nargs="+", default=SIZES)
    parser.add_argument("--engines", nargs="+", choices=CONTESTANTS, default=CONTESTANTS)
    options = parser.parse_args()
    under = Path(os.environ.get("PEERHALL_BENCH") or ROOT / "var" / "bench")
    day, python = datetime.now(UTC).date(), platform.python_version()
    machine = f"Python {python}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores"
    print(f"{day}, {machine}, planted with seed {SEED}")
    if options.search:
        node = os.environ.get("PEERHALL_SEARCH_NODE", "")
        able = able_contestants(options.engines, node)
        contest(sorted(options.items), able, under, node)
        return
    print(HEAD)
    named = [name for name in SECTIONS if getattr(options, name)]
    for name in named or SECTIONS:
        SECTIONS[name](under, is_quick=options.quick)


if __name__ == "__main__":
    main()
