"""Planted sites of several sizes, each in a folder of its own, kept for the next run."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEED = 7
# What decides what is planted, and how it is indexed.
PLANTING = ("*/migrations/*.py", "*/planting/*.*", "*/planting.py")
INDEXING = ("search/**/*.py",)


class PlantedSite:
    """A database and an index with so many planted `pages`, or whatever `more` says of persons."""

    def __init__(self, pages: int, under: Path, **more: int) -> None:
        self.pages = pages
        self.planted = {name: number for name, number in {"pages": pages, **more}.items() if number}
        self.folder = under / "-".join(f"{number}-{name}" for name, number in self.planted.items())
        self.environment = {
            "PEERHALL_DATA": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        }

    def prepare(self) -> None:
        """Plant it, unless the same code has planted it; index anew what other code indexed."""
        planted, indexed = self.folder / "planted.stamp", self.folder / "indexed.stamp"
        if not _says(planted, PLANTING):
            what = ", ".join(f"{number:,} {name}" for name, number in self.planted.items())
            print(f"Planting {what} …", file=sys.stderr, flush=True)
            for name in ("peerhall.sqlite3", "peerhall.sqlite3-wal", "peerhall.sqlite3-shm"):
                (self.folder / name).unlink(missing_ok=True)
            self.folder.mkdir(parents=True, exist_ok=True)
            self.manage("migrate", "--verbosity", "0")
            self.manage("prepare_site", "--verbosity", "0")
            numbers = [f"--{name}={number}" for name, number in self.planted.items()]
            self.manage("plant", *numbers, f"--seed={SEED}")
            planted.write_text(_print_of(PLANTING))
            indexed.write_text(_print_of(INDEXING))
        elif not _says(indexed, INDEXING):
            self.manage("rebuild_search")
            indexed.write_text(_print_of(INDEXING))
        self.manage("collectstatic", "--noinput", "--verbosity", "0")

    def manage(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdout=sys.stderr,
            check=True,
        )

    def ask(self, *question: str, of: str = "inside", **environment: str) -> bytes:
        """What the file `of` of tests/bench answers on this site, as JSON."""
        return subprocess.run(
            [sys.executable, "-m", f"tests.bench.{of}", *question],
            cwd=ROOT,
            env={**os.environ, **self.environment, **environment},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout


def _says(stamp: Path, patterns: tuple[str, ...]) -> bool:
    return stamp.exists() and stamp.read_text() == _print_of(patterns)


def _print_of(patterns: tuple[str, ...]) -> str:
    """Changes with the text of any of these files."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()
