"""The embedded engine: answers questions from an index on this machine's disk."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from tantivy import DocAddress, Query

from search.engine.asking import Asker
from search.engine.embedded.closing import kept_out
from search.engine.embedded.finding import Finding, Side
from search.engine.embedded.queries import EmbeddedQueries
from search.engine.embedded.schema import item_number, unpack
from search.engine.embedded.spelling import IndexVocabulary, Known
from search.engine.embedded.state import FollowedIndex, Shelf, View
from search.engine.finding import answer_of, hit_of
from search.engine.glossary import Glossary
from search.engine.highlight import Marks
from search.engine.inquiry import Inquiry
from search.engine.interface import (
    Answer,
    Hit,
    Reader,
    Request,
    SearchUnavailable,
    Suggestion,
)
from search.engine.passages import PARTS_READ, marks_of
from search.engine.ranking import SUGGESTED_BEGINNING_WORTH, SUGGESTED_LANGUAGE_WORTH
from search.engine.reading import Meaning, read_request
from search.engine.rows import index_language
from search.engine.spelling import mend
from search.engine.suggesting import SUGGESTED_READ, beginning_of, different_titles

logger = logging.getLogger(__name__)


class EmbeddedEngine:
    """Reads the index under ``root``; follows commits and swaps by itself.

    ``glossary`` is asked anew for each question, so that an editor's change works at once.
    """

    name = "tantivy"

    def __init__(self, root: Path, glossary: Callable[[], Glossary]) -> None:
        self._index = FollowedIndex(root)
        self._glossary = glossary

    def search(self, request: Request) -> Answer:
        """Answer a request. Raises SearchUnavailable when there is no index to ask."""
        began = time.perf_counter()
        try:
            answer = self._search(request)
        except (ValueError, OSError) as error:
            logger.exception("the index could not be asked")
            raise SearchUnavailable("the index cannot be asked; run rebuild_search") from error
        return replace(answer, took_ms=(time.perf_counter() - began) * 1000)

    def _search(self, request: Request) -> Answer:
        view = self._index.view()
        glossary = self._glossary()
        request, question, meanings = read_request(request, glossary)
        known = Known(view, request.reader)
        mended = mend(question, meanings, partial(IndexVocabulary, known), glossary)
        sides = []
        for shelf in view.shelves(request.reader):
            say = EmbeddedQueries(shelf, view.open)
            closed = kept_out(shelf, request.reader)
            sides.append(Side(shelf, say, Inquiry(say, request, question, meanings, closed)))
        finding = Finding(sides)
        hits = _hits(finding, meanings)
        return answer_of(self.name, hits, finding.total, finding.facets(), mended)

    def suggest(self, text: str, language: str, reader: Reader, limit: int = 8) -> list[Suggestion]:
        """Return items whose title holds the words typed so far, the last perhaps unfinished.

        Kept while the index stands still: everybody types the same beginnings.
        """
        typed = beginning_of(text)
        if not typed:
            return []
        return self._index.view().kept(_suggest, typed, language, reader, limit)

    def similar(
        self,
        key: str,
        text: str,
        language: str,
        reader: Reader,
        limit: int = 4,
        types: tuple[str, ...] = (),
    ) -> list[str]:
        """Return keys of items in this language that share the rarest words of ``text``.

        Kept while the index stands still: the same few items are asked for with every page.
        """
        view = self._index.view()
        return view.kept(_alike, key, text, index_language(language), reader, limit, types)

    def hanging_on(self, scopes: Iterable[str]) -> set[str]:
        """Return the keys of all items whose visibility hangs on one of the scopes."""
        view = self._index.view()
        wanted = list(scopes)
        if not wanted:
            return set()
        return {row["key"] for row in _rows(view, "scopes", wanted)}

    def fingerprints(self) -> dict[str, str]:
        """Return what each item in the index was made of, by key."""
        view = self._index.view()
        return {row["key"]: row["fingerprint"] for row in _rows(view, "kind", ["item"])}


def _suggest(view: View, typed: str, language: str, reader: Reader, limit: int) -> list[Suggestion]:
    words = typed.split()

    def titles(say: EmbeddedQueries, closed: list[Query]) -> Query:
        begins_so = say.boosted(say.begins("title_key", typed), SUGGESTED_BEGINNING_WORTH)
        return say.joined(
            must=[
                *(say.fact("title_words", [word]) for word in words[:-1]),
                say.begins("title_words", words[-1]),
            ],
            should=[begins_so, say.fact("language", [language], SUGGESTED_LANGUAGE_WORTH)],
            must_not=closed,
        )

    return different_titles(_best_rows(view, reader, titles, limit * SUGGESTED_READ), limit)


def _alike(
    view: View,
    key: str,
    text: str,
    language: str,
    reader: Reader,
    limit: int,
    types: tuple[str, ...],
) -> list[str]:
    itself = Query.term_query(view.open.schema, "item", item_number(key))

    def alike(say: EmbeddedQueries, closed: list[Query]) -> Query:
        query = Asker(say, language).alike(text, language)
        kinds = [say.fact("type", types)] if types else []
        return say.joined(must=[query or say.nothing(), *kinds], must_not=[itself, *closed])

    return [row["key"] for row in _best_rows(view, reader, alike, limit)]


def _best_rows(
    view: View, reader: Reader, ask: Callable[[EmbeddedQueries, list[Query]], Query], most: int
) -> list[dict[str, Any]]:
    """Return what the best rows of all of a reader's shelves keep."""
    best: list[tuple[float, Shelf, DocAddress]] = []
    for shelf in view.shelves(reader):
        query = ask(EmbeddedQueries(shelf, view.open), kept_out(shelf, reader))
        found = shelf.searcher.search(query, limit=most, count=False).hits
        best += [(score, shelf, address) for score, address in found]
    best.sort(key=lambda one: -one[0])
    return [unpack(shelf.searcher.doc(address)) for _, shelf, address in best[:most]]


def _rows(view: View, field: str, values: list[str]) -> Iterator[dict[str, str]]:
    for shelf in (view.open, view.closed):
        query = EmbeddedQueries(shelf, shelf).keyword(field, values)
        limit = max(1, shelf.searcher.num_docs)
        for _, address in shelf.searcher.search(query, limit, count=False).hits:
            yield unpack(shelf.searcher.doc(address))


def _hits(finding: Finding, meanings: list[Meaning]) -> list[Hit]:
    marks = marks_of(meanings)
    hits = []
    for one in finding.page():
        row = one.place.kept()
        hits.append(
            hit_of(
                row,
                one,
                one.place.value("version"),
                one.part.kept() if one.part else None,
                marks.get(index_language(row["language"]), Marks()),
                partial(_first_parts, one.place.shelf, row["key"]),
            )
        )
    return hits


def _first_parts(shelf: Shelf, key: str) -> Iterator[dict[str, Any]]:
    say = EmbeddedQueries(shelf, shelf)
    owned = Query.term_query(shelf.schema, "item", item_number(key))
    asked = say.joined(must=[owned, say.keyword("kind", ["part"])])
    for _, address in shelf.searcher.search(asked, limit=PARTS_READ, count=False).hits:
        yield unpack(shelf.searcher.doc(address))
