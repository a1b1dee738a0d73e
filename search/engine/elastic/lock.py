"""The one lock for writing: a document beside the index, with an expiry.

It stands in the cluster and not in the database, because it guards the index: a database brought
back from a backup would bring back an old lock, and two sites that were pointed at one index by
mistake would each hold a lock of their own. A holder that was killed loses it when it runs out.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import uuid4

from search.engine.elastic.client import Cluster, Conflict
from search.engine.interface import SearchUnavailable, WriterBusy

LEASE_SECONDS = 60.0
_NAME = "writing"
_WAIT_BETWEEN_TRIES = 0.1


class HeldLock:
    """The lock while it is ours; ``renew`` before it runs out."""

    def __init__(
        self, cluster: Cluster, lease_seconds: float, mark: tuple[int, int] | None
    ) -> None:
        self._cluster = cluster
        self._lease_seconds = lease_seconds
        self._holder = uuid4().hex
        self._mark = mark
        self.renew()

    def renew(self) -> None:
        """Hold it for another lease. Raises WriterBusy when another writer has taken it over."""
        self._write(time.time() + self._lease_seconds)
        self._renewed_at = time.monotonic()

    def renew_when_due(self) -> None:
        """Renew it when a third of the lease is over; called between chunks."""
        if time.monotonic() - self._renewed_at > self._lease_seconds / 3:
            self.renew()

    def give_back(self) -> None:
        """Let others have it. What cannot be said now, the expiry says later."""
        with suppress(SearchUnavailable, WriterBusy):
            self._write(0.0)

    def _write(self, until: float) -> None:
        note = {"holder": self._holder, "until": until}
        try:
            self._mark = self._cluster.write_note(_NAME, note, self._mark)
        except Conflict as error:
            raise WriterBusy("another process writes the index") from error


class WriteLock:
    """Gives the lock to one writer at a time. Clocks of the machines may differ by some seconds."""

    def __init__(self, cluster: Cluster, lease_seconds: float = LEASE_SECONDS) -> None:
        self._cluster = cluster
        self._lease_seconds = lease_seconds

    @contextmanager
    def writing(self, wait_seconds: float) -> Iterator[HeldLock]:
        """Hold the lock. Raises WriterBusy when it is not free within ``wait_seconds``."""
        held = self._take(wait_seconds)
        try:
            yield held
        finally:
            held.give_back()

    def _take(self, wait_seconds: float) -> HeldLock:
        deadline = time.monotonic() + wait_seconds
        while True:
            kept = self._cluster.read_note(_NAME)
            if kept is None or kept.said["until"] < time.time():
                with suppress(WriterBusy):
                    mark = None if kept is None else kept.mark
                    return HeldLock(self._cluster, self._lease_seconds, mark)
            if time.monotonic() >= deadline:
                raise WriterBusy("another process writes the index")
            time.sleep(_WAIT_BETWEEN_TRIES)
