"""The embedded engine: answers questions from an index on this machine's disk."""

import logging
import math
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from tantivy import Occur, Query

from search.engine.embedded.asking import Asker
from search.engine.embedded.closing import keep_out
from search.engine.embedded.finding import Finding, keyword
from search.engine.embedded.passages import marks_of, show
from search.engine.embedded.schema import CLOSED, index_language, item_number, unpack
from search.engine.embedded.spelling import IndexVocabulary
from search.engine.embedded.state import FollowedIndex, View
from search.engine.glossary import Glossary
from search.engine.highlight import Marks
from search.engine.interface import (
    LANGUAGES,
    Answer,
    Hit,
    Reader,
    Request,
    SearchUnavailable,
    Suggestion,
)
from search.engine.language.text import clean, plain_key
from search.engine.question import read_question
from search.engine.reading import Meaning, read_meaning
from search.engine.spelling import mend

logger = logging.getLogger(__name__)

_LONGEST_SUGGESTED_TEXT = 60


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
        question = read_question(request.text)
        languages = _languages(request)
        if index_language(request.language) not in languages:
            request = replace(request, language=languages[0])
        glossary = self._glossary()
        meanings = [read_meaning(question, one, languages[0], glossary) for one in languages]
        is_found = _asks_for_this_reader(view, request)
        mended = mend(
            question,
            meanings,
            lambda one: IndexVocabulary(view.searcher, one, is_found),
            glossary,
        )
        finding = Finding(view, request, question, meanings)
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
        typed = plain_key(clean(text[: _LONGEST_SUGGESTED_TEXT * 2])[:_LONGEST_SUGGESTED_TEXT])
        if len(typed) < 2:
            return []
        view = self._index.view()
        return view.kept(_suggest, typed, language, reader, limit)

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
        return {row["key"] for row in _rows(view, keyword(view.schema, "scopes", wanted))}

    def fingerprints(self) -> dict[str, str]:
        """Return what each item in the index was made of, by key."""
        view = self._index.view()
        everything = keyword(view.schema, "kind", ["item"])
        return {row["key"]: row["fingerprint"] for row in _rows(view, everything)}


def _suggest(view: View, typed: str, language: str, reader: Reader, limit: int) -> list[Suggestion]:
    words = typed.split()
    schema = view.schema
    clauses = [(Occur.Must, keyword(schema, "title_words", [word])) for word in words[:-1]]
    clauses.append((Occur.Must, _begins(view, "title_words", words[-1])))
    clauses.append((Occur.Should, Query.boost_query(_begins(view, "title_key", typed), 4)))
    own = Query.const_score_query(keyword(schema, "language", [language]), 8)
    clauses.append((Occur.Should, own))
    clauses += keep_out(view, reader)
    found = view.searcher.search(Query.boolean_query(clauses), limit=limit * 3, count=False)
    suggestions: dict[tuple[str, str], Suggestion] = {}
    for _, address in found.hits:
        row = unpack(view.searcher.doc(address))
        one = Suggestion(row["key"], row["title"], row["language"], row["type"])
        suggestions.setdefault((one.language, plain_key(one.title)), one)
        if len(suggestions) == limit:
            break
    return list(suggestions.values())


def _alike(view: View, key: str, text: str, language: str, reader: Reader, limit: int) -> list[str]:
    query = Asker(view, language).alike(text, language)
    if query is None:
        return []
    itself = Query.term_query(view.schema, "item", item_number(key))
    asked = Query.boolean_query(
        [
            (Occur.Must, query),
            (Occur.MustNot, itself),
            *keep_out(view, reader),
        ]
    )
    found = view.searcher.search(asked, limit=limit, count=False).hits
    return [unpack(view.searcher.doc(address))["key"] for _, address in found]


def _rows(view: View, query: Query) -> Iterator[dict[str, str]]:
    limit = max(1, view.searcher.num_docs)
    for _, address in view.searcher.search(query, limit, count=False).hits:
        yield unpack(view.searcher.doc(address))


def _languages(request: Request) -> list[str]:
    """Return the languages to look in: those of the filter, or all with the reader's first."""
    reader = index_language(request.language)
    chosen = [index_language(one) for one in request.filters.get("language", ())]
    if reader in chosen or not chosen:
        chosen = [reader, *(chosen or LANGUAGES)]
    return list(dict.fromkeys(chosen))


def _hits(view: View, finding: Finding, meanings: list[Meaning]) -> list[Hit]:
    found = finding.page()
    rows = [unpack(view.searcher.doc(one.address)) for one in found]
    versions = view.searcher.fast_field_values("version", [one.address for one in found])
    marks = marks_of(meanings)
    hits = []
    for one, row, version in zip(found, rows, versions, strict=True):
        marked = marks.get(index_language(row["language"]), Marks())
        passage, part = show(view, one, row, marked)
        hits.append(
            Hit(
                key=row["key"],
                version=int(version or 0),
                score=float(one.score),
                title=row["title"],
                language=row["language"],
                type=row["type"],
                external_id=row["external_id"],
                group=row["group"],
                shown=row["shown"],
                is_stale=one.is_stale,
                passage=passage,
                part=part,
            )
        )
    return hits


def _asks_for_this_reader(view: View, request: Request) -> Callable[[str, str], bool]:
    """Return a question: does this term stand in an item that this reader may find?"""
    excluded = keep_out(view, request.reader)
    most_kept_out = view.searcher.doc_freq("access", CLOSED) if len(excluded) == 1 else math.inf

    def is_found(field: str, term: str) -> bool:
        frequency = view.searcher.doc_freq(field, term)
        if not frequency:
            return False
        # In more items than are closed to anybody: one of them must be open.
        if not excluded or (request.reader.audiences is not None and frequency > most_kept_out):
            return True
        asked = Query.boolean_query([(Occur.Must, keyword(view.schema, field, [term])), *excluded])
        return bool(view.searcher.search(asked, limit=1, count=False).hits)

    return is_found


def _begins(view: View, field: str, text: str) -> Query:
    return Query.fuzzy_term_query(view.schema, field, text, distance=0, prefix=True)
