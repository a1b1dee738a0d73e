"""Both engines of search beside Wagtail's own, over the same planted texts.

Each contestant is measured in a process of its own, one after the other, by the same clock
(tests/bench/asking.py). Times are what a reader waits, so they are this machine's.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.bench.sites import ROOT, PlantedSite
from tests.postgresql import binaries, postgresql

SIZES = (1_000, 10_000, 100_000)
PAGE_P95_MS = {"tantivy": 5, "Elasticsearch": 25}
SUGGESTION_P95_MS = 5
AGAINST_WAGTAIL = 100
GROWTH = 3
FOUND_SECONDS = 2
WAGTAIL_ON_POSTGRESQL = "Wagtail, PostgreSQL"
OURS = ("tantivy", "Elasticsearch")
CONTESTANTS = (*OURS, "Wagtail, SQLite", WAGTAIL_ON_POSTGRESQL)

Figures = dict[str, Any]
Table = dict[tuple[int, str], Figures]


class Contest:
    """Measures contestants on planted sites; what one needs is started when it is first asked."""

    def __init__(self, under: Path, node: str, stack: ExitStack) -> None:
        self._under = under
        self._node = node
        self._stack = stack
        self._postgresql = ""

    def measure(self, site: PlantedSite, contestant: str) -> Figures:
        """All figures of one contestant on one site."""
        print(f"Measuring {contestant} on {site.pages:,} pages …", file=sys.stderr, flush=True)
        if contestant == "tantivy":
            return dict(json.loads(site.ask("searching")))
        if contestant == "Elasticsearch":
            name = f"bench-{site.pages}"
            answer = site.ask("searching", ELASTICSEARCH_URL=self._node, ELASTICSEARCH_INDEX=name)
            return dict(json.loads(answer))
        return self._measure_stock(site, contestant)

    def _measure_stock(self, site: PlantedSite, contestant: str) -> Figures:
        texts = site.folder / "texts.jsonl"
        texts.write_bytes(site.ask("texts"))
        if contestant == WAGTAIL_ON_POSTGRESQL:
            database = self._new_database(f"stock{site.pages}")
        else:
            file = site.folder / "stock.sqlite3"
            file.unlink(missing_ok=True)
            database = f"sqlite:///{file}"
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.stock", texts, site.ask("questions")],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.bench.stock.settings",
                "DATABASE_URL": database,
            },
            stdout=subprocess.PIPE,
            check=True,
        )
        return dict(json.loads(done.stdout))

    def _new_database(self, name: str) -> str:
        # What a site on SQLite need not have installed.
        import psycopg

        if not self._postgresql:
            self._postgresql = self._stack.enter_context(postgresql())
        with psycopg.connect(f"{self._postgresql}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"{self._postgresql}/{name}"


def able_contestants(wanted: Sequence[str], node: str) -> list[str]:
    """Those of the contestants whose servers this machine has; the others are named."""
    lacking = {
        "Elasticsearch": "" if node else "no node",
        WAGTAIL_ON_POSTGRESQL: "" if binaries() else "apt install postgresql",
    }
    for name in wanted:
        if lacking.get(name):
            print(f"Without {name}: {lacking[name]}.", file=sys.stderr, flush=True)
    return [name for name in wanted if not lacking.get(name)]


def contest(sizes: list[int], contestants: list[str], under: Path, node: str) -> None:
    """Measure, and print a table for each size and the verdicts on the aims."""
    table: Table = {}
    with ExitStack() as stack:
        measuring = Contest(under, node, stack)
        for size in sizes:
            site = PlantedSite(size, under)
            site.prepare()
            for name in contestants:
                table[size, name] = measuring.measure(site, name)
            for line in lines_of(size, contestants, table):
                print(line, flush=True)
    print("Aims")
    for what, measured, aim, is_met in verdicts(sizes, contestants, table):
        print(f"  {what:<56}{measured:>12}  {aim:<10}{'met' if is_met else 'missed'}", flush=True)


_ROWS = (
    ("results page, median", "page_p50", "ms"),
    ("results page, 95 of 100", "page_p95", "ms"),
    ("suggestion, median", "suggestion_p50", "ms"),
    ("suggestion, 95 of 100", "suggestion_p95", "ms"),
    ("twenty at once, 95 of 100", "crowd_p95", "ms"),
    ("twenty at once, pages a second", "crowd_per_s", ""),
    ("twenty at once, given up", "crowd_given_up", "%"),
    ("the index built anew", "build_s", "s"),
    ("size of the index", "size", "MB"),
    ("one item changed", "update_ms", "ms"),
    ("published and found", "found_s", "s"),
    ("memory of the process", "memory", "MB"),
    ("memory of the server", "server_memory", "MB"),
)


def lines_of(size: int, contestants: list[str], table: Table) -> Iterator[str]:
    """The table of one size."""
    yield f"{f'{size:,} pages':<32}" + "".join(f"{name:>{_width(name)}}" for name in contestants)
    for what, key, unit in _ROWS:
        cells = {name: _shown(table[size, name].get(key), unit) for name in contestants}
        yield f"  {what:<30}" + "".join(f"{cell:>{_width(name)}}" for name, cell in cells.items())


def _width(name: str) -> int:
    return max(12, len(name) + 3)


def _shown(value: float | None, unit: str) -> str:
    if not value:
        return ""
    if unit == "MB":
        return f"{value / 1_000_000:,.0f} MB"
    return f"{value:,.{1 if value < 100 else 0}f} {unit}".strip()


def verdicts(
    sizes: list[int], contestants: list[str], table: Table
) -> Iterator[tuple[str, str, str, bool]]:
    """What was measured against each aim, as far as it was."""
    large, small = sizes[-1], sizes[0]
    for name in (one for one in OURS if one in contestants):
        figures = table[large, name]
        page, aim = figures["page_p95"], PAGE_P95_MS[name]
        yield f"{name}, a results page, 95 of 100", f"{page:.1f} ms", f"≤ {aim} ms", page <= aim
        suggestion = figures["suggestion_p95"]
        yield (
            f"{name}, a suggestion, 95 of 100",
            f"{suggestion:.1f} ms",
            f"≤ {SUGGESTION_P95_MS} ms",
            suggestion <= SUGGESTION_P95_MS,
        )
        if small != large:
            growth = page / table[small, name]["page_p95"]
            what = f"{name}, {large:,} pages against {small:,}"
            yield what, f"{growth:.1f}×", f"≤ {GROWTH}×", growth <= GROWTH
        found = figures["found_s"]
        yield (
            f"{name}, published and found",
            f"{found:.1f} s",
            f"≤ {FOUND_SECONDS} s",
            found <= FOUND_SECONDS,
        )
    if {"tantivy", WAGTAIL_ON_POSTGRESQL} <= set(contestants):
        ratio = (
            table[large, WAGTAIL_ON_POSTGRESQL]["page_p95"] / table[large, "tantivy"]["page_p95"]
        )
        what = "tantivy, times as fast as Wagtail on PostgreSQL"
        yield what, f"{ratio:,.0f}×", f"≥ {AGAINST_WAGTAIL}×", ratio >= AGAINST_WAGTAIL
