"""Both places an index can be kept in, as tests that need no site use them."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from search.engine.elastic.client import Address, Cluster
from search.engine.elastic.engine import ElasticEngine
from search.engine.elastic.lock import WriteLock
from search.engine.elastic.writer import ElasticWriter
from search.engine.embedded.engine import EmbeddedEngine
from search.engine.embedded.folder import IndexFolder
from search.engine.embedded.writer import EmbeddedWriter
from search.engine.glossary import Glossary
from search.engine.interface import Engine, Writer
from tests.search.node import ask, indices, remove_indices

# Short, so that a test need not wait a minute for the lock of a writer it has killed.
LEASE_SECONDS = 2.0


class Store(ABC):
    """One index: its engine, its writer, its lock for writing."""

    @abstractmethod
    def engine(self, glossary: Callable[[], Glossary] = Glossary) -> Engine:
        """Return what answers from the index."""

    @abstractmethod
    def writer(self, wait_seconds: float = 30) -> Writer:
        """Return what writes to the index."""

    @abstractmethod
    def address_of(self) -> str:
        """What `store_at` in another process finds the same index by."""

    @abstractmethod
    def holding_the_lock(self):
        """Hold the one lock for writing while a `with` lasts."""

    @abstractmethod
    def generations(self) -> int:
        """How many indices are kept, those that nobody reads included."""

    @abstractmethod
    def make_old(self) -> None:
        """Make the index one that an older release has written."""

    @abstractmethod
    def remove(self) -> None:
        """Leave nothing behind."""


class FolderStore(Store):
    """An index on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def engine(self, glossary=Glossary):
        return EmbeddedEngine(self.folder, glossary)

    def writer(self, wait_seconds=30):
        return EmbeddedWriter(self.folder, wait_seconds)

    def address_of(self):
        return str(self.folder)

    def holding_the_lock(self):
        return IndexFolder(self.folder).writing(1)

    def generations(self):
        return len([path for path in self.folder.iterdir() if path.is_dir()])

    def make_old(self):
        (self.folder / "current").write_text("0-1-abc")

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class ServerStore(Store):
    """An index on a real Elasticsearch node, under a name of its own."""

    def __init__(self, url: str, index: str = "") -> None:
        self.address = Address(url, index=index or f"test-{uuid4().hex[:12]}")
        self.cluster = Cluster(self.address)

    def engine(self, glossary=Glossary):
        return ElasticEngine(self.cluster, glossary)

    def writer(self, wait_seconds=30):
        return ElasticWriter(self.cluster, wait_seconds, LEASE_SECONDS)

    def address_of(self):
        return f"{self.address.url} {self.address.index}"

    def holding_the_lock(self):
        return WriteLock(self.cluster).writing(1)

    def generations(self):
        return len(indices(self.address.url, f"{self.address.index}-v"))

    def make_old(self):
        path = f"{self.address.index}-v*/_mapping"
        ask(self.address.url, "PUT", path, {"_meta": {"format": 0}})

    def remove(self):
        remove_indices(self.address.url, self.address.index)


def store_at(address: str) -> Store:
    """The index of a test in another process."""
    url, space, index = address.partition(" ")
    return ServerStore(url, index) if space else FolderStore(Path(address))
