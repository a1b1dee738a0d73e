"""The embedded engine: answers questions from an index on this machine's disk."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tantivy import Occur, Query

from search.engine.embedded.finding import Finding, exclusions, keyword
from search.engine.embedded.passages import marks_of, show
from search.engine.embedded.schema import index_language, item_number, unpack
from search.engine.embedded.spelling import IndexVocabulary
from search.engine.embedded.state import FollowedIndex, View
from search.engine.glossary import Glossary
from search.engine.highlight import Marks
from search.engine.interface import LANGUAGES, Answer, Hit, Request, Suggestion
from search.engine.language.text import clean, plain_key
from search.engine.question import read_question
from search.engine.reading import Meaning, read_meaning
from search.engine.spelling import mend

_LONGEST_SUGGESTED_TEXT = 60


class EmbeddedEngine:
    """Reads the index under ``root``; follows commits and swaps by itself.

    ``glossary`` is asked anew for each question, so that an editor's change works at once.
    """

    name = "embedded"

    def __init__(self, root: Path, glossary: Callable[[], Glossary]) -> None:
        self._index = FollowedIndex(root)
        self._glossary = glossary

    def search(self, request: Request) -> Answer:
        """Answer a request. Raises SearchUnavailable when there is no index to ask."""
        began = time.perf_counter()
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
            took_ms=(time.perf_counter() - began) * 1000,
        )

    def suggest(
        self, text: str, language: str, excluded_scopes: frozenset[str], limit: int = 8
    ) -> list[Suggestion]:
        """Return items whose title holds the words typed so far, the last one perhaps unfinished."""
        typed = plain_key(clean(text[: _LONGEST_SUGGESTED_TEXT * 2])[:_LONGEST_SUGGESTED_TEXT])
        words = typed.split()
        if len(typed) < 2:
            return []
        view = self._index.view()
        schema = view.schema
        clauses = [(Occur.Must, keyword(schema, "title_words", [word])) for word in words[:-1]]
        clauses.append((Occur.Must, _begins(view, "title_words", words[-1])))
        clauses.append((Occur.Should, Query.boost_query(_begins(view, "title_key", typed), 4)))
        reader = Query.const_score_query(keyword(schema, "language", [language]), 8)
        clauses.append((Occur.Should, reader))
        clauses += exclusions(schema, excluded_scopes)
        found = view.searcher.search(Query.boolean_query(clauses), limit=limit * 3, count=False)
        suggestions: dict[tuple[str, str], Suggestion] = {}
        for _, address in found.hits:
            row = unpack(view.searcher.doc(address))
            one = Suggestion(row["key"], row["title"], row["language"])
            suggestions.setdefault((one.language, plain_key(one.title)), one)
            if len(suggestions) == limit:
                break
        return list(suggestions.values())

    def similar(self, key: str, request: Request) -> list[Hit]:
        """Return items on the same matters in the item's language, never itself."""
        view = self._index.view()
        found = view.searcher.search(_item_query(view, key), limit=1, count=False).hits
        if not found:
            return []
        row = unpack(view.searcher.doc(found[0][1]))
        asked = replace(
            request,
            text=row["title"].replace('"', " "),
            language=row["language"],
            filters={**request.filters, "language": [row["language"]]},
            per_page=request.per_page + 1,
        )
        return [hit for hit in self.search(asked).hits if hit.key != key][: request.per_page]

    def versions(self) -> dict[str, int]:
        """Return the version of each item in the index, by key."""
        view = self._index.view()
        everything = keyword(view.schema, "kind", ["item"])
        limit = max(1, view.searcher.num_docs)
        addresses = [pair[1] for pair in view.searcher.search(everything, limit, count=False).hits]
        versions = view.searcher.fast_field_values("version", addresses) if addresses else []
        return {
            unpack(view.searcher.doc(address))["key"]: int(version or 0)
            for address, version in zip(addresses, versions, strict=True)
        }


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
        kept = unpack(view.searcher.doc(one.part)) if one.part is not None else None
        passage, part = show(row, kept, marked)
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
                is_stale=one.is_stale,
                passage=passage,
                part=part,
            )
        )
    return hits


def _asks_for_this_reader(view: View, request: Request) -> Callable[[str, str], bool]:
    """Return a question: does this term stand in an item that this reader may find?"""
    excluded = exclusions(view.schema, request.excluded_scopes)

    def is_found(field: str, term: str) -> bool:
        if not view.searcher.doc_freq(field, term):
            return False
        if not excluded:
            return True
        asked = Query.boolean_query([(Occur.Must, keyword(view.schema, field, [term])), *excluded])
        return bool(view.searcher.search(asked, limit=1, count=False).hits)

    return is_found


def _begins(view: View, field: str, text: str) -> Query:
    return Query.fuzzy_term_query(view.schema, field, text, distance=0, prefix=True)


def _item_query(view: View, key: str) -> Query:
    number = Query.term_query(view.schema, "item", item_number(key))
    return Query.boolean_query(
        [(Occur.Must, number), (Occur.Must, keyword(view.schema, "kind", ["item"]))]
    )
