"""Many act at the same moment, each in a thread with a connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

PATIENCE = 60
TIMES = 8


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave back, in their order, or the exception it ended with."""
    start = threading.Barrier(len(acts))
    given: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(PATIENCE)
            given[place] = act()
        except Exception as fault:  # noqa: BLE001 - told to the test's own thread
            given[place] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads)
    return given


def faults(given: list[Any]) -> list[Exception]:
    """The exceptions among what `at_once` gave back."""
    return [one for one in given if isinstance(one, Exception)]
