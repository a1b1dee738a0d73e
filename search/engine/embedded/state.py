"""Follows the index on disk: commits of another process and swaps to another generation."""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import tantivy

from search.engine.embedded.folder import CLOSED_FOLDER, OPEN_FOLDER, IndexFolder
from search.engine.embedded.schema import register_tokenizers
from search.engine.interface import IndexMissing, Reader
from search.engine.shelves import OPEN, shelves_for

Mark = tuple[int, int]
Kept = TypeVar("Kept")
_MOST_KEPT = 10_000
_MOST_FREQUENCIES = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """The open or the closed items as they were at one commit."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    # In how many rows a term of a field stands: a question looks up two hundred.
    frequencies: dict[tuple[str, str], int] = field(default_factory=dict)
    closings: dict[Reader, list[tantivy.Query]] = field(default_factory=dict)

    def frequency(self, name: str, term: str) -> int:
        """Return in how many rows a term of a field stands."""
        known = self.frequencies.get((name, term))
        if known is None:
            if len(self.frequencies) >= _MOST_FREQUENCIES:
                self.frequencies.clear()
            known = self.frequencies[name, term] = self.searcher.doc_freq(name, term)
        return known


@dataclass(frozen=True, slots=True)
class View:
    """The index as it was at one moment."""

    open: Shelf
    closed: Shelf
    # Answers that are asked for again and again and hold as long as this view.
    answers: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def shelves(self, reader: Reader) -> list[Shelf]:
        """Return the shelves on which a reader may find anything, the open one first."""
        return [self.open if shelf == OPEN else self.closed for shelf in shelves_for(reader)]

    def kept(self, ask: Callable[..., list[Kept]], *asked: Hashable) -> list[Kept]:
        """Return what ``ask(view, *asked)`` returns, asked once; the list is shared."""
        known: list[Kept] | None = self.answers.get((ask, *asked))
        if known is None:
            if len(self.answers) >= _MOST_KEPT:
                self.answers.clear()
            known = self.answers[ask, *asked] = ask(self, *asked)
        return known


@dataclass(slots=True)
class _Followed:
    """One index on disk, and how it was when last looked at."""

    folder: Path
    index: tantivy.Index
    commit_mark: Mark
    shelf: Shelf

    @classmethod
    def open(cls, folder: Path) -> "_Followed":
        # The mark is read first: a commit between the two is seen by the next question.
        mark = _commit_mark(folder)
        index = tantivy.Index.open(str(folder))
        register_tokenizers(index)
        index.config_reader("manual")
        index.reload()
        return cls(folder, index, mark, Shelf(index.schema, index.searcher()))

    def has_moved(self) -> bool:
        return self.commit_mark != _commit_mark(self.folder)

    def reload(self) -> None:
        mark = _commit_mark(self.folder)
        if mark != self.commit_mark:
            self.index.reload()
            self.shelf = Shelf(self.index.schema, self.index.searcher())
            self.commit_mark = mark


@dataclass(slots=True)
class _Opened:
    pointer_mark: Mark
    open: _Followed
    closed: _Followed
    view: View


class FollowedIndex:
    """Gives the newest view. Costs three stats a question when nothing changed."""

    def __init__(self, root: Path) -> None:
        self._folder = IndexFolder(root)
        self._opened: _Opened | None = None
        self._lock = threading.Lock()

    def view(self) -> View:
        """Return the newest view. Raises IndexMissing when there is no index to read."""
        try:
            return self._newest()
        except (ValueError, OSError):
            # Two rebuilds in a row may take a folder away while it is being opened.
            try:
                return self._newest()
            except (ValueError, OSError) as error:
                raise IndexMissing("the index cannot be read; run rebuild_search") from error

    def _newest(self) -> View:
        pointer_mark = self._folder.pointer_mark()
        opened = self._opened
        if opened is None or opened.pointer_mark != pointer_mark:
            return self._open(pointer_mark)
        if opened.open.has_moved() or opened.closed.has_moved():
            return self._reload(opened)
        return opened.view

    def _open(self, pointer_mark: Mark) -> View:
        with self._lock:
            if self._opened is not None and self._opened.pointer_mark == pointer_mark:
                return self._opened.view
            generation = self._folder.generation()
            open_ones = _Followed.open(generation / OPEN_FOLDER)
            closed_ones = _Followed.open(generation / CLOSED_FOLDER)
            view = View(open_ones.shelf, closed_ones.shelf)
            self._opened = _Opened(pointer_mark, open_ones, closed_ones, view)
            return view

    def _reload(self, opened: _Opened) -> View:
        with self._lock:
            opened.open.reload()
            opened.closed.reload()
            if (opened.view.open, opened.view.closed) != (opened.open.shelf, opened.closed.shelf):
                opened.view = View(opened.open.shelf, opened.closed.shelf)
            return opened.view


def _commit_mark(generation: Path) -> Mark:
    found = (generation / "meta.json").stat()
    return found.st_mtime_ns, found.st_ino
