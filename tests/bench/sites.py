"""Planted sites of several sizes, each in a folder of its own, kept for the next run."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEED = 7


class PlantedSite:
    """A database and an index with so many planted pages."""

    def __init__(self, pages: int, under: Path) -> None:
        self.pages = pages
        self.folder = under / f"{pages}-pages"
        self.environment = {
            "PEERHALL_DATA": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        }

    def prepare(self) -> None:
        """Plant it, unless it is there and made by the same code."""
        stamp = self.folder / "bench.stamp"
        if stamp.exists() and stamp.read_text() == _print_of_the_code():
            return
        print(f"Planting {self.pages:,} pages …", file=sys.stderr, flush=True)
        for name in ("peerhall.sqlite3", "peerhall.sqlite3-wal", "peerhall.sqlite3-shm"):
            (self.folder / name).unlink(missing_ok=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.manage("migrate", "--verbosity", "0")
        self.manage("prepare_site", "--verbosity", "0")
        self.manage("plant", "--pages", str(self.pages), "--seed", str(SEED))
        self.manage("collectstatic", "--noinput", "--verbosity", "0")
        stamp.write_text(_print_of_the_code())

    def manage(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdout=sys.stderr,
            check=True,
        )

    def ask(self, question: str) -> bytes:
        """What tests/bench/inside.py answers on this site, as JSON."""
        return subprocess.run(
            [sys.executable, "-m", "tests.bench.inside", question],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout


def _print_of_the_code() -> str:
    """Changes when pages would be planted or indexed in another way."""
    digest = hashlib.sha256()
    paths = [*ROOT.glob("*/migrations/*.py"), *(ROOT / "learning" / "planting").glob("*.*")]
    paths += [*ROOT.glob("search/**/*.py"), *(ROOT / "site" / "static").rglob("*.*")]
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()
