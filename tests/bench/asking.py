"""How a search is timed, whichever it is; imported by each contestant's own process."""

import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SEARCHERS = 20
# Of an engine that takes seconds, fewer questions tell as much.
_FEW = 12


class NeverRaised(Exception):
    """What an engine raises that answers however long it takes."""


def figures_of(
    ask: Callable[[str], None],
    complete: Callable[[str], None],
    questions: Sequence[str],
    *,
    is_slow: bool = False,
    gives_up: type[Exception] = NeverRaised,
) -> dict[str, float]:
    """Milliseconds of a results page and of a suggestion, and of pages for twenty at once.

    ``gives_up`` is what an engine raises that would rather not keep a reader waiting.
    """
    asked = list(questions[:_FEW] if is_slow else questions)
    rounds = 1 if is_slow else 3
    # A server compiles what it is asked often: it answers at its own speed after some hundred.
    for _ in range(rounds * 2 - 1):
        for words in asked:
            ask(words)
    pages = [_milliseconds(ask, words) for _ in range(rounds) for words in asked]
    # Each beginning once: what is kept from an earlier asking would be no search.
    lengths = (4,) if is_slow else (3, 4, 6, 9)
    begun = dict.fromkeys(words[:length] for words in asked for length in lengths)
    suggestions = [_milliseconds(complete, beginning) for beginning in begun]
    given_up = []

    def one_of_many(words: str) -> float:
        try:
            return _milliseconds(ask, words)
        except gives_up:
            given_up.append(words)
            return 0.0

    began = time.perf_counter()
    with ThreadPoolExecutor(SEARCHERS) as searchers:
        crowd = (asked * SEARCHERS)[: SEARCHERS * (1 if is_slow else 10)]
        together = list(searchers.map(one_of_many, crowd))
    seconds = time.perf_counter() - began
    return {
        "page_p50": statistics.median(pages),
        "page_p95": _most(pages),
        "suggestion_p50": statistics.median(suggestions),
        "suggestion_p95": _most(suggestions),
        "crowd_p95": _most(together),
        "crowd_per_s": (len(together) - len(given_up)) / seconds,
        "crowd_given_up": len(given_up) / len(together) * 100,
    }


def memory_of(process: int | str) -> int:
    """Bytes of memory that a process holds now."""
    status = Path(f"/proc/{process}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) * 1024


def _milliseconds(ask: Callable[[str], None], words: str) -> float:
    began = time.perf_counter()
    ask(words)
    return (time.perf_counter() - began) * 1000


def _most(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[18]
