"""Boards full of topics beside django-machina with the same content, in one run."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.bench.doors import Door
from tests.bench.people import Line
from tests.bench.server import Server
from tests.bench.sites import ROOT, PlantedSite

AMONG_BOARDS = "among_boards"
ROLES = ("visitor", "member")
COMPARED = ("list of topics", "topic of 15 posts")
START, END = "the longest topic, its start", "the longest topic, its end"
TIMES_MACHINA = 5
QUERIES = 12
# Those of any page of a member (tests/bench/__main__.py).
QUERIES_ELSEWHERE = 16
END_AGAINST_START = 1.2


class BoardSite(PlantedSite):
    """A planted site of some persons, whose boards hold so many topics and posts."""

    def __init__(self, under: Path, topics: int, posts: int) -> None:
        super().__init__(0, under, persons=500, posts=posts, topics=topics)


class Machina:
    """django-machina with what the boards of a site hold, in an environment of its own."""

    def __init__(self, site: BoardSite) -> None:
        self.site = site
        self.python = os.environ["PEERHALL_MACHINA"]
        self.database = site.folder / "machina.sqlite3"
        self.environment = {
            "DJANGO_SETTINGS_MODULE": "tests.bench.machina.settings",
            "MACHINA_DATABASE": str(self.database),
            "PYTHONPATH": str(ROOT),
        }

    def prepare(self) -> None:
        """Fill it anew where the site was planted since."""
        planted = self.site.folder / "planted.stamp"
        if self.database.exists() and self.database.stat().st_mtime > planted.stat().st_mtime:
            return
        print("Filling django-machina with the same …", file=sys.stderr, flush=True)
        texts, fresh = self.site.folder / "texts.jsonl", self.database.with_suffix(".new")
        texts.write_bytes(self.site.ask("texts", of=AMONG_BOARDS))
        fresh.unlink(missing_ok=True)
        self._run("fill", str(texts), MACHINA_DATABASE=str(fresh))
        fresh.replace(self.database)
        self.database.touch()

    def addresses(self, boards: list[str]) -> dict[str, Any]:
        return dict(json.loads(self._run("addresses", json.dumps({"boards": boards}))))

    def _run(self, *arguments: str, **environment: str) -> bytes:
        return subprocess.run(
            [self.python, "-m", "tests.bench.machina", *arguments],
            cwd=ROOT,
            env={**os.environ, **self.environment, **environment},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout


def board_lines(under: Path, topics: int, posts: int, *, is_quick: bool) -> Iterator[Line]:
    """What the pages cost against a bare view, beside machina; queries; and a long topic."""
    site = BoardSite(under, topics, posts)
    site.prepare()
    machina = Machina(site)
    machina.prepare()
    rounds, times = (3, 20) if is_quick else (7, 40)
    bare, costs = _measured(site, machina, rounds, times)
    yield f"CPU of a bare Django view: {bare * 1000:.2f} ms a request", "", "", None
    for name in COMPARED:
        for role in ROLES:
            ours, theirs = costs["peerhall", name, role], costs["machina", name, role]
            yield f"  {name}, {role}, against it", f"{ours / bare:.1f}×", "", None
            yield "    the same in django-machina", f"{theirs / bare:.1f}×", "", None
            ratio = theirs / ours
            is_met = ratio >= TIMES_MACHINA
            yield "    times its requests", f"{ratio:.1f}×", f"≥ {TIMES_MACHINA}×", is_met
    yield "Database queries a page", "", "", None
    for name, counted in json.loads(site.ask("queries", of=AMONG_BOARDS)).items():
        for role, number in counted.items():
            aim = QUERIES if role == "visitor" or name in COMPARED else QUERIES_ELSEWHERE
            yield f"  {name}, {role}", str(number), f"≤ {aim}", number <= aim
    yield f"A topic of {posts // 20:,} posts, its end against its start, CPU", "", "", None
    for role in ROLES:
        ratio = costs["peerhall", END, role] / costs["peerhall", START, role]
        aim = END_AGAINST_START
        yield f"  {role}", f"{ratio:.2f}×", f"≤ {aim}×", ratio <= aim
        ratio = costs["machina", END, role] / costs["machina", START, role]
        yield "    the same in django-machina", f"{ratio:.2f}×", "", None


def _measured(
    site: BoardSite, machina: Machina, rounds: int, times: int
) -> tuple[float, dict[tuple[str, str, str], float]]:
    """CPU seconds of a bare view, and of each site, kind of page and role; medians of rounds."""
    own = json.loads(site.ask("addresses", of=AMONG_BOARDS))
    known = {"peerhall": own, "machina": machina.addresses(own["boards"])}
    with ExitStack() as stack:
        bare = Door(stack.enter_context(Server("tests.bench.bare:application", {})), ["/"])
        servers = {
            "peerhall": Server("config.wsgi", site.environment),
            "machina": Server(
                "tests.bench.machina.wsgi", machina.environment, python=machina.python
            ),
        }
        doors = {}
        for who, server in servers.items():
            stack.enter_context(server)
            for name in (*COMPARED, START, END):
                for role in ROLES:
                    cookie = known[who]["cookies"][role]
                    doors[who, name, role] = Door(server, known[who][name][:20], cookie=cookie)
        for door in (bare, *doors.values()):
            door.learn(25)
        used: dict[tuple[str, str, str], list[float]] = {key: [] for key in doors}
        yardstick = []
        for _ in range(rounds):
            yardstick.append(bare.ask(times * 4))
            for key, door in doors.items():
                used[key].append(door.ask(times))
    costs = {key: statistics.median(values) for key, values in used.items()}
    return statistics.median(yardstick), costs
