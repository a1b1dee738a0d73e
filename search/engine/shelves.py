"""Where the words of open and of closed items are kept apart.

What BM25 knows of a word, it knows by index or by field. Items that stood behind a barrier when
they were indexed have one or the other of their own, so that hidden texts change neither the order
of what a visitor finds nor the spelling a visitor is offered (decision 0009).
"""

from collections.abc import Sequence

from search.engine.interface import Reader

OPEN = ""
CLOSED = "closed_"
SHELVES = (OPEN, CLOSED)


def shelf_of(barriers: Sequence[tuple[str, str]]) -> str:
    """Return the shelf of an item with these barriers."""
    return CLOSED if barriers else OPEN


def shelves_for(reader: Reader) -> tuple[str, ...]:
    """Return the shelves on which a reader may find anything."""
    return (OPEN,) if reader.is_visitor else SHELVES
