"""Lets readers at a deployed site by the figures of safeguards section 3: how it holds.

    python -m tests.load --minutes 30 --size world

PostgreSQL, nginx, gunicorn, worker and search node are those of tests/deployed/topology.py, on
loopback. Beside 25 requests a second, then 60 for a minute, there are slow downloads and uploads.
Prints a table; the report of locust and every request are kept under PEERHALL_DATA/load. Planting a
world takes an hour or more, a country some minutes, a town none. Everything ends by itself.

locust is installed from requirements/load.lock into an environment of its own there, unless
PEERHALL_LOCUST names a Python that has it.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.server import proportional_memory
from tests.deployed.topology import ROOT, Deployment, Failed, deployed, missing_parts
from tests.load.report import ASKING, BUSY, Sample, table

SAMPLED_EVERY_SECONDS = 10
DATA = Path(os.environ.get("PEERHALL_DATA") or ROOT / "var").resolve() / "load"


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.load",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--minutes", type=float, default=30, help="of the mixed journey (30)")
    parser.add_argument("--size", default="world", choices=("town", "country", "world"))
    options = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: sys.exit(1))
    if lacking := missing_parts():
        print(f"Missing: {', '.join(lacking)}", file=sys.stderr)
        return 1
    kept = DATA / f"{datetime.now(UTC):%Y-%m-%d-%H%M}-{options.size}"
    kept.mkdir(parents=True)
    locust = _locust()
    try:
        with tempfile.TemporaryDirectory(prefix="peerhall-load-") as folder:
            with deployed(Path(folder)) as site:
                _fill(site, options.size, kept)
                samples = _load(site, options.minutes, kept, locust)
    except Failed as reason:
        print(reason, file=sys.stderr)
        return 1
    lines = [json.loads(line) for line in (kept / "requests.jsonl").open()]
    (kept / "memory.json").write_text(json.dumps(samples))
    said, is_met = table(lines, samples)
    (kept / "table.txt").write_text(said)
    print(f"{said}\nEvery request and the report with charts: {kept}")
    return 0 if is_met else 1


def _locust() -> str:
    """A Python that has locust."""
    named = os.environ.get("PEERHALL_LOCUST")
    if named:
        return named
    python = DATA / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", DATA / "venv"], check=True)
    lock = ROOT / "requirements" / "load.lock"
    pip = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock]
    subprocess.run(pip, check=True)
    return str(python)


def _fill(site: Deployment, size: str, kept: Path) -> None:
    begun = time.monotonic()
    # Its bars are for whoever waits.
    subprocess.run(
        [sys.executable, "manage.py", "plant", f"--size={size}"],
        cwd=ROOT,
        env=site.environment,
        check=True,
    )
    planting = "from tests.load.planting import plant; plant()"
    (kept / "plan.json").write_text(site.manage("shell", "--no-imports", "-c", planting))
    print(f"A {size} was planted in {time.monotonic() - begun:,.0f} s.", file=sys.stderr)


def _load(site: Deployment, minutes: float, kept: Path, locust: str) -> list[Sample]:
    """Run locust to its end, and look at the memory of each process meanwhile."""
    samples: list[Sample] = []
    is_done = threading.Event()
    command = [locust, "-m", "locust", "-f", "tests/load/locustfile.py", "--headless"]
    command += ["--host", site.url, "--html", str(kept / "report.html"), "--only-summary"]
    environment = {
        **os.environ,
        "PEERHALL_LOAD": str(kept / "plan.json"),
        "PEERHALL_LOAD_MINUTES": str(minutes),
        "PEERHALL_LOAD_TRUST": str(site.certificate),
    }
    with (kept / "locust.log").open("w") as log:
        child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        watch = threading.Thread(target=_watch, args=(site, child.pid, samples, is_done))
        watch.start()
        try:
            child.wait()
        finally:
            child.terminate()
            child.wait()
            is_done.set()
            watch.join()
            for name in ("web", "worker", "nginx"):
                (kept / f"{name}.log").write_bytes((site.folder / f"{name}.log").read_bytes())
    return samples


def _watch(site: Deployment, readers: int, samples: list[Sample], is_done: threading.Event) -> None:
    while not is_done.wait(SAMPLED_EVERY_SECONDS):
        with suppress(OSError):
            samples += [(time.time(), name, used) for name, used in _cpu(readers).items()]
        for name, pid in site.processes.items():
            # Gunicorn's own process only minds its workers.
            for one in _below(pid) or [pid]:
                with suppress(OSError):
                    samples.append((time.time(), f"{name} {one}", proportional_memory(one)))


def _cpu(readers: int) -> dict[str, int]:
    """Hundredths of a second that this machine has worked, and the readers alone."""
    # man 5 proc: the fourth and fifth are spent in waiting; user and system time of a process.
    machine = [int(one) for one in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    own = Path(f"/proc/{readers}/stat").read_text().rpartition(")")[2].split()
    return {BUSY: sum(machine) - machine[3] - machine[4], ASKING: int(own[11]) + int(own[12])}


def _below(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in children.read_text().split()]


if __name__ == "__main__":
    sys.exit(main())
