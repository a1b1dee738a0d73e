"""Where the index lies: one folder per generation, one pointer, one lock.

``current`` holds the name of the generation that is read. It is replaced in one step, so a reader
sees the old index or the new one, never half of one; a rebuild that is killed leaves only a folder
behind.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from search.engine.embedded.schema import FORMAT
from search.engine.interface import IndexMissing, WriterBusy

# In each generation, an index of its own for open and for closed items.
OPEN_FOLDER = "open"
CLOSED_FOLDER = "closed"
_POINTER = "current"
_LOCK = "write.lock"
_WAIT_BETWEEN_TRIES = 0.05


class IndexFolder:
    """The folder of an index and its generations."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def generation(self) -> Path:
        """Return the folder that is read now. Raises IndexMissing when there is none."""
        try:
            name = (self.root / _POINTER).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise IndexMissing("there is no index yet; run rebuild_search") from error
        if not name.startswith(f"{FORMAT}-"):
            raise IndexMissing("the index is of another format; run rebuild_search")
        return self.root / name

    def pointer_mark(self) -> tuple[int, int]:
        """Return a value that changes when another generation becomes current."""
        try:
            found = (self.root / _POINTER).stat()
        except OSError as error:
            raise IndexMissing("there is no index yet; run rebuild_search") from error
        return found.st_mtime_ns, found.st_ino

    def new_generation(self) -> Path:
        """Make an empty folder for an index that nobody reads yet."""
        path = self.root / f"{FORMAT}-{time.time_ns()}-{uuid4().hex[:8]}"
        path.mkdir(parents=True)
        return path

    def make_current(self, generation: Path) -> None:
        """Point readers to a generation, in one step, and remove the ones before the last."""
        try:
            previous = self.generation()
        except IndexMissing:
            previous = None
        pointer = self.root / f"{_POINTER}.{os.getpid()}"
        with pointer.open("w", encoding="utf-8") as file:
            file.write(generation.name)
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(self.root / _POINTER)
        self._remove_all_but({generation, previous})

    def _remove_all_but(self, kept: set[Path | None]) -> None:
        # The one before stays until the next rebuild: a reader may be opening it at this moment.
        for path in self.root.iterdir():
            if path.is_dir() and path not in kept:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def writing(self, wait_seconds: float) -> Iterator[None]:
        """Hold the one lock for writing. Raises WriterBusy after ``wait_seconds``."""
        self.root.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + wait_seconds
        with (self.root / _LOCK).open("a", encoding="utf-8") as file:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= deadline:
                        raise WriterBusy("another process writes the index") from None
                    time.sleep(_WAIT_BETWEEN_TRIES)
            try:
                yield
            finally:
                fcntl.flock(file, fcntl.LOCK_UN)
