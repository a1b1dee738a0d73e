"""Stops asking a server that does not answer, so that nobody waits for it in a row."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from search.engine.elastic.client import NodeFailed

_MOST_FAILURES = 3
_PAUSE_SECONDS = 5.0


class Breaker:
    """Opens after some failures in a row; after a pause lets one question try for all.

    Without it each of a handful of workers would wait out the time limit with every question, and
    nobody would be left to serve a page that needs no search.
    """

    def __init__(
        self,
        most_failures: int = _MOST_FAILURES,
        pause_seconds: float = _PAUSE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most_failures = most_failures
        self._pause_seconds = pause_seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until = 0.0

    @contextmanager
    def guarding(self) -> Iterator[None]:
        """Let a question through. Raises NodeFailed at once while the server is left alone."""
        self._enter()
        try:
            yield
        except NodeFailed:
            self._failed()
            raise
        except Exception:
            self._answered()
            raise
        self._answered()

    def _enter(self) -> None:
        with self._lock:
            if self._failures < self._most_failures:
                return
            now = self._clock()
            if now < self._closed_until:
                raise NodeFailed("the search server has failed and is left alone for a moment")
            # This one tries; the others are refused until it has come back.
            self._closed_until = now + self._pause_seconds

    def _failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._closed_until = self._clock() + self._pause_seconds

    def _answered(self) -> None:
        with self._lock:
            self._failures = 0
