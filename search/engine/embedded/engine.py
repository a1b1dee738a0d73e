"""The embedded engine: answers questions from an index on this machine's disk."""

import logging
import math
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from tantivy import Query

from search.engine.asking import Asker, Inquiry
from search.engine.embedded.closing import kept_out
from search.engine.embedded.finding import Finding
from search.engine.embedded.queries import EmbeddedQueries
from search.engine.embedded.schema import CLOSED, item_number, unpack
from search.engine.embedded.spelling import IndexVocabulary
from search.engine.embedded.state import FollowedIndex, View
from search.engine.finding import hit_of
from search.engine.glossary import Glossary
from search.engine.highlight import Marks
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
        is_found = _asks_for_this_reader(view, request)
        mended = mend(
            question,
            meanings,
            lambda one: IndexVocabulary(view.searcher, one, is_found),
            glossary,
        )
        closed = kept_out(view, request.reader)
        inquiry = Inquiry(EmbeddedQueries(view), request, question, meanings, closed)
        finding = Finding(view, inquiry)
        return Answer(
            hits=_hits(view, finding, meanings),
            total=finding.total,
            facets=finding.facets(),
            suggestion=mended.suggestion,
            is_forgiving=mended.is_forgiving and bool(finding.total),
            engine=self.name,
            took_ms=0.0,
        )

    def suggest(self, text: str, language: str, reader: Reader, limit: int = 8) -> list[Suggestion]:
        """Return items whose title holds the words typed so far, the last perhaps unfinished.

        Kept while the index stands still: everybody types the same beginnings.
        """
        typed = beginning_of(text)
        if not typed:
            return []
        return self._index.view().kept(_suggest, typed, language, reader, limit)

    def similar(
        self, key: str, text: str, language: str, reader: Reader, limit: int = 4
    ) -> list[str]:
        """Return keys of items in this language that share the rarest words of ``text``.

        Kept while the index stands still: the same few items are asked for with every page.
        """
        view = self._index.view()
        return view.kept(_alike, key, text, index_language(language), reader, limit)

    def hanging_on(self, scopes: Iterable[str]) -> set[str]:
        """Return the keys of all items whose visibility hangs on one of the scopes."""
        view = self._index.view()
        wanted = list(scopes)
        if not wanted:
            return set()
        asked = EmbeddedQueries(view).keyword("scopes", wanted)
        return {row["key"] for row in _rows(view, asked)}

    def fingerprints(self) -> dict[str, str]:
        """Return what each item in the index was made of, by key."""
        view = self._index.view()
        everything = EmbeddedQueries(view).keyword("kind", ["item"])
        return {row["key"]: row["fingerprint"] for row in _rows(view, everything)}


def _suggest(view: View, typed: str, language: str, reader: Reader, limit: int) -> list[Suggestion]:
    words = typed.split()
    say = EmbeddedQueries(view)
    begins_so = say.boosted(say.begins("title_key", typed), SUGGESTED_BEGINNING_WORTH)
    asked = say.joined(
        must=[
            *(say.keyword("title_words", [word]) for word in words[:-1]),
            say.begins("title_words", words[-1]),
        ],
        should=[begins_so, say.fact("language", [language], SUGGESTED_LANGUAGE_WORTH)],
        must_not=kept_out(view, reader),
    )
    found = view.searcher.search(asked, limit=limit * SUGGESTED_READ, count=False)
    rows = (unpack(view.searcher.doc(address)) for _, address in found.hits)
    return different_titles(rows, limit)


def _alike(view: View, key: str, text: str, language: str, reader: Reader, limit: int) -> list[str]:
    say = EmbeddedQueries(view)
    query = Asker(say, language).alike(text, language)
    if query is None:
        return []
    itself = Query.term_query(view.schema, "item", item_number(key))
    asked = say.joined(must=[query], must_not=[itself, *kept_out(view, reader)])
    found = view.searcher.search(asked, limit=limit, count=False).hits
    return [unpack(view.searcher.doc(address))["key"] for _, address in found]


def _rows(view: View, query: Query) -> Iterator[dict[str, str]]:
    limit = max(1, view.searcher.num_docs)
    for _, address in view.searcher.search(query, limit, count=False).hits:
        yield unpack(view.searcher.doc(address))


def _hits(view: View, finding: Finding, meanings: list[Meaning]) -> list[Hit]:
    found = finding.page()
    rows = [unpack(view.searcher.doc(one.place)) for one in found]
    versions = view.searcher.fast_field_values("version", [one.place for one in found])
    marks = marks_of(meanings)
    return [
        hit_of(
            row,
            one,
            int(version or 0),
            None if one.part is None else unpack(view.searcher.doc(one.part)),
            marks.get(index_language(row["language"]), Marks()),
            partial(_first_parts, view, row["key"]),
        )
        for one, row, version in zip(found, rows, versions, strict=True)
    ]


def _first_parts(view: View, key: str) -> Iterator[dict[str, str]]:
    say = EmbeddedQueries(view)
    owned = Query.term_query(view.schema, "item", item_number(key))
    asked = say.joined(must=[owned, say.keyword("kind", ["part"])])
    for _, address in view.searcher.search(asked, limit=PARTS_READ, count=False).hits:
        yield unpack(view.searcher.doc(address))


def _asks_for_this_reader(view: View, request: Request) -> Callable[[str, str], bool]:
    """Return a question: does this term stand in an item that this reader may find?"""
    excluded = kept_out(view, request.reader)
    most_kept_out = view.searcher.doc_freq("access", CLOSED) if len(excluded) == 1 else math.inf
    say = EmbeddedQueries(view)

    def is_found(field: str, term: str) -> bool:
        frequency = view.searcher.doc_freq(field, term)
        if not frequency:
            return False
        # In more items than are closed to anybody: one of them must be open.
        if not excluded or (request.reader.audiences is not None and frequency > most_kept_out):
            return True
        asked = say.joined(must=[say.keyword(field, [term])], must_not=excluded)
        return bool(view.searcher.search(asked, limit=1, count=False).hits)

    return is_found
