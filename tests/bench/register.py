"""A register of twelve thousand partnerships beside a tenth of it, and files of IATI."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.people import LARGE_AGAINST_SMALL, QUERIES, Line
from tests.bench.sites import ROOT, PlantedSite

AMONG_PARTNERSHIPS = "among_partnerships"
# Milliseconds of CPU of a page; and what a partnership may cost in a file of all of them.
PAGE_MS, ROW_MS = 100, 3
# These count or add up all there are: for ten times as many they may cost three times as much.
COUNTING_ALL = 3
COUNTS_ONE = (
    "partnership, visitor",
    "its file of IATI, visitor",
    "feed of what was learnt, visitor",
)
# Made of every row: these take their time by the number of rows, and no more than that.
OF_ALL = ("the list as CSV", "iati_export of the plan")
BY_NUMBER = 1.2
LARGE_MB, LARGE_FILE_MEMORY_MB = 100, 150


class RegisterSite(PlantedSite):
    """A planted site of some pages and persons, with so many partnerships below one plan."""

    def __init__(self, under: Path, partnerships: int) -> None:
        super().__init__(60, under, persons=100, partnerships=partnerships)
        self.partnerships = partnerships


def prepared(under: Path, *, is_quick: bool) -> tuple[RegisterSite, RegisterSite]:
    """A site of a tenth, and one of the whole size."""
    whole = 2_000 if is_quick else 12_000
    sites = RegisterSite(under, whole // 10), RegisterSite(under, whole)
    for site in sites:
        site.prepare()
    return sites


def register_lines(small: RegisterSite, large: RegisterSite) -> Iterator[Line]:
    """Queries must be the same, and CPU must not grow with what else is registered."""
    less, more = (json.loads(one.ask("screens", of=AMONG_PARTNERSHIPS)) for one in (small, large))
    yield f"Database queries, {_number(small)} partnerships and {_number(large)}", "", "", None
    for name in more:
        yield _queries(name, less, more, large.partnerships / small.partnerships)
    yield f"CPU among {_number(large)}, and against the smaller register", "", "", None
    for name in more:
        yield from _costs(name, less, more, small, large)


def file_lines(small: RegisterSite, large: RegisterSite) -> Iterator[Line]:
    """What is given out of a plan, and what others publish brought in."""
    samples = Path(os.environ.get("PEERHALL_SAMPLES") or ROOT.parent / "shared")
    folder = str(samples / "data" / "iati" / "published" / "dev")
    less, more = (
        json.loads(one.ask("files", folder, of=AMONG_PARTNERSHIPS)) for one in (small, large)
    )
    yield "Files of IATI", "", "", None
    for name in more:
        yield _queries(name, less, more, large.partnerships / small.partnerships)
        yield from _costs(name, less, more, small, large)


def memory_lines(site: RegisterSite, *, is_quick: bool) -> Iterator[Line]:
    """The most memory that `iati_import` holds, for a file and for one four times as large."""
    large = LARGE_MB // 4 if is_quick else LARGE_MB
    yield "Memory of iati_import, at its most", "", "", None
    for size in (large // 4, large):
        path = site.folder / "large.xml"
        site.ask("a large file", str(path), str(size), of=AMONG_PARTNERSHIPS)
        for named, more in (("--preview", ["--preview"]), ("brought in", [])):
            used = _memory_of_an_import(_copy_of(site), path, more) / 1e6
            aim = LARGE_FILE_MEMORY_MB
            yield f"  a file of {size} MB, {named}", f"{used:.0f} MB", f"≤ {aim} MB", used <= aim
    path.unlink()


def _queries(name: str, less: dict[str, Any], more: dict[str, Any], times: float) -> Line:
    numbers = [int(one[name]["queries"]) for one in (less, more)]
    shown = " / ".join(map(str, numbers))
    if name in OF_ALL:
        # So many rows are read at once, whatever their number.
        return f"  {name}", shown, "by their number", numbers[1] <= times * numbers[0]
    is_a_page = name.endswith(("visitor", "programme"))
    is_met = len(set(numbers)) == 1 and (max(numbers) <= QUERIES or not is_a_page)
    aim = f"≤ {QUERIES}, the same" if is_a_page else "the same"
    return f"  {name}", shown, aim, is_met


def _costs(
    name: str,
    less: dict[str, Any],
    more: dict[str, Any],
    small: RegisterSite,
    large: RegisterSite,
) -> Iterator[Line]:
    cost, growth = more[name]["ms"], more[name]["ms"] / less[name]["ms"]
    if name in OF_ALL:
        each = cost / large.partnerships
        growth /= large.partnerships / small.partnerships
        yield f"  {name}, each", f"{each:.2f} ms", f"≤ {ROW_MS} ms", each <= ROW_MS
        aim = BY_NUMBER
    else:
        is_a_page = name.endswith(("visitor", "programme"))
        limit = f"≤ {PAGE_MS} ms" if is_a_page else ""
        yield f"  {name}", f"{cost:,.0f} ms", limit, cost <= PAGE_MS if is_a_page else None
        aim = COUNTING_ALL if is_a_page and name not in COUNTS_ONE else LARGE_AGAINST_SMALL
    yield "    against the smaller", f"{growth:.2f}×", f"≤ {aim}×", growth <= aim


def _copy_of(site: RegisterSite) -> dict[str, str]:
    """The environment of a site with the same database, to bring things into."""
    folder = site.folder / "copy"
    folder.mkdir(exist_ok=True)
    for known in folder.glob("peerhall.sqlite3*"):
        known.unlink()
    shutil.copy(site.folder / "peerhall.sqlite3", folder)
    return {**site.environment, "PEERHALL_DATA": str(folder)}


def _memory_of_an_import(environment: dict[str, str], path: Path, more: list[str]) -> int:
    """Bytes, by what the system says of the process when it is done."""
    command = [sys.executable, "manage.py", "iati_import", str(path), "--verbosity=0", *more]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL
    ) as process:
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"bench: iati_import ended with {process.returncode}")
    return used.ru_maxrss * 1024


def _number(site: RegisterSite) -> str:
    return f"{site.partnerships:,}"
