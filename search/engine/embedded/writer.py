"""The one module that changes the embedded index."""

from collections.abc import Callable, Iterable
from pathlib import Path

import tantivy

from search.engine.embedded.folder import IndexFolder
from search.engine.embedded.schema import (
    build_schema,
    item_number,
    register_tokenizers,
    written_rows,
)
from search.engine.interface import Document, IndexMissing

_SMALL_HEAP = 30_000_000
_REBUILD_HEAP = 200_000_000


class EmbeddedWriter:
    """Writes under the folder's lock; waits for it up to ``wait_seconds``."""

    def __init__(self, root: Path, wait_seconds: float = 30) -> None:
        self._folder = IndexFolder(root)
        self._wait_seconds = wait_seconds

    def apply(self, documents: Iterable[Document], deleted_keys: Iterable[str] = ()) -> None:
        """Put and delete items in one commit. An item that is already there in a newer version
        stays.

        Raises WriterBusy when the lock is not free in time.
        """
        with self._folder.writing(self._wait_seconds):
            index = self._open_or_create()
            searcher = index.searcher()
            writer = index.writer(_SMALL_HEAP, 1)
            try:
                for key in deleted_keys:
                    writer.delete_documents_by_term("item", item_number(key))
                for document in documents:
                    if _indexed_version(index, searcher, document.key) > document.version:
                        continue
                    writer.delete_documents_by_term("item", item_number(document.key))
                    for row in written_rows(document):
                        writer.add_document(row)
                writer.commit()
                writer.wait_merging_threads()
            finally:
                # Gives back the engine's own lock, also where a traceback still holds this frame.
                del writer

    def rebuild(
        self, documents: Iterable[Document], advance: Callable[[int], None] | None = None
    ) -> int:
        """Write a new index from nothing and swap it in. Returns the number of items.

        ``advance`` is told how many items were written since it was last told.
        """
        with self._folder.writing(self._wait_seconds):
            generation = self._folder.new_generation()
            index = _create(generation)
            writer = index.writer(_REBUILD_HEAP, 2)
            count = 0
            for document in documents:
                for row in written_rows(document):
                    writer.add_document(row)
                count += 1
                if advance is not None:
                    advance(1)
            writer.commit()
            writer.wait_merging_threads()
            self._folder.make_current(generation)
        return count

    def _open_or_create(self) -> tantivy.Index:
        try:
            generation = self._folder.generation()
        except IndexMissing:
            generation = self._folder.new_generation()
            index = _create(generation)
            self._folder.make_current(generation)
            return index
        index = tantivy.Index.open(str(generation))
        register_tokenizers(index)
        return index


def _create(generation: Path) -> tantivy.Index:
    index = tantivy.Index(build_schema(), path=str(generation))
    register_tokenizers(index)
    return index


def _indexed_version(index: tantivy.Index, searcher: tantivy.Searcher, key: str) -> int:
    query = tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Must, tantivy.Query.term_query(index.schema, "item", item_number(key))),
            (tantivy.Occur.Must, tantivy.Query.term_query(index.schema, "kind", "item")),
        ]
    )
    found = searcher.search(query, limit=1, count=False).hits
    if not found:
        return -1
    version = searcher.fast_field_values("version", [found[0][1]])[0]
    return int(version) if version is not None else -1
