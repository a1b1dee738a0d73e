"""The one module that changes the embedded index."""

from collections.abc import Callable, Iterable
from pathlib import Path

import tantivy

from search.engine.embedded.folder import CLOSED_FOLDER, OPEN_FOLDER, IndexFolder
from search.engine.embedded.schema import (
    build_schema,
    item_number,
    register_tokenizers,
    written_rows,
)
from search.engine.interface import Changes, Document, IndexMissing, no_changes
from search.engine.shelves import CLOSED, shelf_of

_SMALL_HEAP = 30_000_000
_REBUILD_HEAP = 200_000_000
_FOLDERS = (OPEN_FOLDER, CLOSED_FOLDER)


class EmbeddedWriter:
    """Writes under the folder's lock; waits for it up to ``wait_seconds``."""

    def __init__(self, root: Path, wait_seconds: float = 30) -> None:
        self._folder = IndexFolder(root)
        self._wait_seconds = wait_seconds

    def apply(self, documents: Iterable[Document], deleted_keys: Iterable[str] = ()) -> None:
        """Put and delete items. An item that is already there in a newer version stays.

        One commit for each shelf that changes: an item that comes to be closed is first gone from
        the open shelf and a moment later there on the other.

        Raises WriterBusy when the lock is not free in time.
        """
        with self._folder.writing(self._wait_seconds):
            shelves = self._open_or_create()
            changes = {name: _Changes(index) for name, index in shelves.items()}
            try:
                for key in deleted_keys:
                    for shelf in changes.values():
                        shelf.remove(key)
                for document in documents:
                    there = max(shelf.version_of(document.key) for shelf in changes.values())
                    if there > document.version:
                        continue
                    for shelf in changes.values():
                        shelf.remove(document.key)
                    changes[_folder_of(document)].put(document)
                for shelf in changes.values():
                    shelf.commit()
            finally:
                # Gives back the engine's own lock, also where a traceback still holds this frame.
                for shelf in changes.values():
                    shelf.close()

    def rebuild(
        self,
        documents: Iterable[Document],
        advance: Callable[[int], None] | None = None,
        meanwhile: Callable[[], Changes] = no_changes,
    ) -> int:
        """Write a new index from nothing and swap it in; the old one answers until then.

        Returns the number of items read.
        """
        with self._folder.writing(self._wait_seconds):
            generation = self._folder.new_generation()
            shelves = _create(generation)
            writers = {
                OPEN_FOLDER: shelves[OPEN_FOLDER].writer(_REBUILD_HEAP, 2),
                CLOSED_FOLDER: shelves[CLOSED_FOLDER].writer(_SMALL_HEAP, 1),
            }
            count = 0
            for document in documents:
                _add(writers[_folder_of(document)], document)
                count += 1
                if advance is not None:
                    advance(1)
            changes = meanwhile()
            for key in (*changes.deleted_keys, *(one.key for one in changes.documents)):
                for writer in writers.values():
                    writer.delete_documents_by_term("item", item_number(key))
            for document in changes.documents:
                _add(writers[_folder_of(document)], document)
            for writer in writers.values():
                writer.commit()
                writer.wait_merging_threads()
            self._folder.make_current(generation)
        return count

    def _open_or_create(self) -> dict[str, tantivy.Index]:
        try:
            generation = self._folder.generation()
        except IndexMissing:
            generation = self._folder.new_generation()
            shelves = _create(generation)
            self._folder.make_current(generation)
            return shelves
        shelves = {name: tantivy.Index.open(str(generation / name)) for name in _FOLDERS}
        for index in shelves.values():
            register_tokenizers(index)
        return shelves


class _Changes:
    """What is put and deleted on one shelf; its writer is opened when there is anything."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._searcher = index.searcher()
        self._writer: tantivy.IndexWriter | None = None
        self._put: set[str] = set()

    def version_of(self, key: str) -> int:
        """Return the version in which an item is there, or -1."""
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, self._item(key)),
                (tantivy.Occur.Must, tantivy.Query.term_query(self._index.schema, "kind", "item")),
            ]
        )
        found = self._searcher.search(query, limit=1, count=False).hits
        if not found:
            return -1
        version = self._searcher.fast_field_values("version", [found[0][1]])[0]
        return int(version) if version is not None else -1

    def remove(self, key: str) -> None:
        if key in self._put or self._searcher.search(self._item(key), limit=1, count=False).hits:
            self._opened().delete_documents_by_term("item", item_number(key))

    def put(self, document: Document) -> None:
        self._put.add(document.key)
        _add(self._opened(), document)

    def commit(self) -> None:
        if self._writer is None:
            return
        self._writer.commit()
        self._writer.wait_merging_threads()

    def close(self) -> None:
        self._writer = None

    def _opened(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_SMALL_HEAP, 1)
        return self._writer

    def _item(self, key: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._index.schema, "item", item_number(key))


def _add(writer: tantivy.IndexWriter, document: Document) -> None:
    for row in written_rows(document):
        writer.add_document(row)


def _folder_of(document: Document) -> str:
    return CLOSED_FOLDER if shelf_of(document.barriers) == CLOSED else OPEN_FOLDER


def _create(generation: Path) -> dict[str, tantivy.Index]:
    shelves = {}
    for name in _FOLDERS:
        (generation / name).mkdir()
        shelves[name] = tantivy.Index(build_schema(), path=str(generation / name))
        register_tokenizers(shelves[name])
    return shelves
