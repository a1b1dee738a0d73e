"""The one module that changes the index on the server."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from search.engine.elastic import schema
from search.engine.elastic.client import Body, Cluster
from search.engine.elastic.lock import LEASE_SECONDS, HeldLock, WriteLock
from search.engine.interface import (
    Changes,
    Document,
    IndexMissing,
    SearchUnavailable,
    no_changes,
)

_CHECK_SECONDS = 30.0


class ElasticWriter:
    """Writes under the lock of the index; waits for it up to ``wait_seconds``.

    All methods raise WriterBusy when the lock is not free in time or was lost, and
    SearchUnavailable when the server does not take what it is given.
    """

    def __init__(
        self, cluster: Cluster, wait_seconds: float = 30, lease_seconds: float = LEASE_SECONDS
    ) -> None:
        self._cluster = cluster
        self._lock = WriteLock(cluster, lease_seconds)
        self._wait_seconds = wait_seconds

    def apply(self, documents: Iterable[Document], deleted_keys: Iterable[str] = ()) -> None:
        """Put and delete items; they are found, or gone, when it returns. An item that is already
        there in a newer version stays.
        """
        with self._lock.writing(self._wait_seconds) as held:
            self._make_sure_of_an_index()
            self._write(Changes(list(documents), list(deleted_keys)), held)
            self._cluster.refresh()

    def rebuild(
        self,
        documents: Iterable[Document],
        advance: Callable[[int], None] | None = None,
        meanwhile: Callable[[], Changes] = no_changes,
    ) -> int:
        """Write a new index from nothing and swap it in; the old one answers until then.

        Returns the number of items read.
        """
        with self._lock.writing(self._wait_seconds) as held:
            generation = self._cluster.new_generation()
            try:
                count = self._fill(generation, documents, advance, held)
                self._write(meanwhile(), held, generation)
                self._cluster.finish(generation)
                # Whoever has lost the lock must not swap: the other one has newer texts.
                held.renew()
                self._cluster.make_current(generation)
            except BaseException:
                # A full disk is not helped by half an index; the next rebuild would remove it too.
                with suppress(SearchUnavailable):
                    self._cluster.remove(generation)
                raise
            self._cluster.remove_all_but(generation)
        return count

    def _fill(
        self,
        generation: str,
        documents: Iterable[Document],
        advance: Callable[[int], None] | None,
        held: HeldLock,
    ) -> int:
        count = 0

        def rows() -> Iterator[Body]:
            nonlocal count
            for document in documents:
                yield from schema.put(document)
                count += 1
                if advance is not None:
                    advance(1)

        for _ in self._cluster.write(rows(), generation):
            held.renew_when_due()
        return count

    def _make_sure_of_an_index(self) -> None:
        try:
            self._cluster.check_format(_CHECK_SECONDS)
        except IndexMissing:
            generation = self._cluster.new_generation()
            self._cluster.finish(generation)
            self._cluster.make_current(generation)

    def _write(self, changes: Changes, held: HeldLock, index: str = "") -> None:
        for _ in self._cluster.write(self._rows(changes, index), index):
            held.renew_when_due()

    def _rows(self, changes: Changes, index: str) -> Iterator[Body]:
        ids = {key: schema.item_id(key) for key in changes.deleted_keys}
        ids |= {document.key: schema.item_id(document.key) for document in changes.documents}
        there = self._cluster.written(list(ids.values()), index)
        for key in changes.deleted_keys:
            name = ids[key]
            if name in there:
                version, source = there[name]
                yield from schema.remove(name, version, source["place"])
        for document in changes.documents:
            version, source = there.get(ids[document.key], (-1, {"place": 0}))
            if version <= document.version:
                yield from schema.put(document, source["place"])
