"""Follows the index on disk: commits of another process and swaps to another generation."""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import tantivy

from search.engine.embedded.folder import IndexFolder
from search.engine.embedded.schema import register_tokenizers
from search.engine.interface import IndexMissing, Reader

Mark = tuple[int, int]
Kept = TypeVar("Kept")
_MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class View:
    """The index as it was at one commit."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    # Answers that are asked for again and again and hold as long as this view.
    answers: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    # In how many rows a term of a field stands: a question looks up two hundred.
    frequencies: dict[tuple[str, str], int] = field(default_factory=dict)
    closings: dict[Reader, list[tantivy.Query]] = field(default_factory=dict)

    def kept(self, ask: Callable[..., list[Kept]], *asked: Hashable) -> list[Kept]:
        """Return what ``ask(view, *asked)`` returns, asked once; the list is shared."""
        known: list[Kept] | None = self.answers.get((ask, *asked))
        if known is None:
            if len(self.answers) >= _MOST_KEPT:
                self.answers.clear()
            known = self.answers[ask, *asked] = ask(self, *asked)
        return known


@dataclass(slots=True)
class _Opened:
    pointer_mark: Mark
    commit_mark: Mark
    generation: Path
    index: tantivy.Index
    view: View


class FollowedIndex:
    """Gives the newest view. Costs two stats a question when nothing changed."""

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
        if opened.commit_mark != _commit_mark(opened.generation):
            return self._reload(opened)
        return opened.view

    def _open(self, pointer_mark: Mark) -> View:
        with self._lock:
            if self._opened is not None and self._opened.pointer_mark == pointer_mark:
                return self._opened.view
            generation = self._folder.generation()
            commit_mark = _commit_mark(generation)
            index = tantivy.Index.open(str(generation))
            register_tokenizers(index)
            index.config_reader("manual")
            index.reload()
            view = View(index.schema, index.searcher())
            self._opened = _Opened(pointer_mark, commit_mark, generation, index, view)
            return view

    def _reload(self, opened: _Opened) -> View:
        with self._lock:
            # The mark is read first: a commit between the two is seen by the next question.
            commit_mark = _commit_mark(opened.generation)
            if opened.commit_mark != commit_mark:
                opened.index.reload()
                opened.view = View(opened.index.schema, opened.index.searcher())
                opened.commit_mark = commit_mark
            return opened.view


def _commit_mark(generation: Path) -> Mark:
    found = (generation / "meta.json").stat()
    return found.st_mtime_ns, found.st_ino
