"""Elasticsearch as an engine: answers questions from an index on a server."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TypeVar

from search.engine.asking import Asker
from search.engine.elastic.breaker import Breaker
from search.engine.elastic.client import Body, Cluster
from search.engine.elastic.conversation import Conversation
from search.engine.elastic.finding import BY_SCORE, Finding
from search.engine.elastic.queries import ElasticQueries, Frequencies, fact, kept_out
from search.engine.elastic.spelling import Spellings
from search.engine.elastic.vocabulary import ElasticVocabulary, terms_of
from search.engine.finding import answer_of, hit_of
from search.engine.glossary import Glossary
from search.engine.highlight import Marks
from search.engine.inquiry import Inquiry
from search.engine.interface import (
    Answer,
    Hit,
    IndexMissing,
    Reader,
    Request,
    Suggestion,
)
from search.engine.language.analysis import analyser_for
from search.engine.language.text import plain_key
from search.engine.passages import marks_of
from search.engine.ranking import SUGGESTED_BEGINNING_WORTH, SUGGESTED_LANGUAGE_WORTH
from search.engine.reading import Meaning, read_request
from search.engine.rows import index_language
from search.engine.shelves import shelves_for
from search.engine.spelling import mend
from search.engine.suggesting import SUGGESTED_READ, beginning_of, different_titles

# A page that has to fall back to titles from the database is out within about two seconds.
_ANSWER_SECONDS = 1.8
_SUGGESTION_SECONDS = 1.0
# What stands beside an item must not keep its page waiting.
_BESIDE_SECONDS = 0.3
_WORK_SECONDS = 10.0
# Without the text, which a suggestion does not show.
_OF_SUGGESTION = [f"stored.{name}" for name in ("key", "title", "language", "type")]
T = TypeVar("T")


class ElasticEngine:
    """Asks the index on the server, in as few requests as a question can do with.

    ``glossary`` is asked anew for each question, so that an editor's change works at once.
    All methods raise SearchUnavailable: at once while the server is known to fail, else within the
    time a question may take.
    """

    name = "elasticsearch"

    def __init__(
        self, cluster: Cluster, glossary: Callable[[], Glossary], breaker: Breaker | None = None
    ) -> None:
        self._cluster = cluster
        self._glossary = glossary
        self._breaker = breaker or Breaker()

    def search(self, request: Request) -> Answer:
        """Answer a request."""
        began = time.perf_counter()
        # Read first: what it may cost is not the server's.
        glossary = self._glossary()
        answer = self._asked(lambda talk: self._search(talk, request, glossary), _ANSWER_SECONDS)
        return replace(answer, took_ms=(time.perf_counter() - began) * 1000)

    def suggest(self, text: str, language: str, reader: Reader, limit: int = 8) -> list[Suggestion]:
        """Return items whose title holds the words typed so far, the last perhaps unfinished."""
        typed = beginning_of(text)
        if not typed:
            return []
        asked = _suggestions(typed, language, reader, limit)
        (answer,) = self._asked(lambda talk: talk.search([asked]), _SUGGESTION_SECONDS)
        return different_titles((row["_source"]["stored"] for row in _rows(answer)), limit)

    def similar(
        self,
        key: str,
        text: str,
        language: str,
        reader: Reader,
        limit: int = 4,
        types: tuple[str, ...] = (),
    ) -> list[str]:
        """Return keys of items in this language that share the rarest words of ``text``."""
        asked = (key, text, index_language(language), reader, limit, types)
        return self._asked(lambda talk: _alike(talk, *asked), _BESIDE_SECONDS)

    def hanging_on(self, scopes: Iterable[str]) -> set[str]:
        """Return the keys of all items whose visibility hangs on one of the scopes."""
        wanted = list(scopes)
        self._asked(lambda talk: talk.check_format(), _WORK_SECONDS)
        if not wanted:
            return set()
        found = self._cluster.every({"terms": {"scopes": wanted}}, ["owner"])
        return {row["owner"] for row in found}

    def fingerprints(self) -> dict[str, str]:
        """Return what each item in the index was made of, by key."""
        self._asked(lambda talk: talk.check_format(), _WORK_SECONDS)
        found = self._cluster.every({"term": {"kind": "item"}}, ["owner", "stored.fingerprint"])
        return {row["owner"]: row["stored"]["fingerprint"] for row in found}

    def _asked(self, question: Callable[[Conversation], T], seconds: float) -> T:
        with self._breaker.guarding():
            talk = Conversation(self._cluster, seconds)
            try:
                return question(talk)
            except IndexMissing:
                # A rebuild may have taken the index away between the alias and the answer.
                return question(talk)

    def _search(self, talk: Conversation, request: Request, glossary: Glossary) -> Answer:
        request, question, meanings = read_request(request, glossary)
        on_shelves = shelves_for(request.reader)
        frequencies = Frequencies(talk, on_shelves)
        frequencies.load(terms_of(meanings) | {"title_key": {plain_key(question.text)} - {""}})
        closed = kept_out(request.reader)
        spellings = Spellings(talk, frequencies, request.reader, closed, meanings)
        mended = mend(question, meanings, partial(ElasticVocabulary, spellings), glossary)
        # Mending may have added other ways to say a word.
        frequencies.load(terms_of(meanings))
        say = ElasticQueries(frequencies, on_shelves)
        finding = Finding(talk, say, Inquiry(say, request, question, meanings, closed))
        hits = _hits(finding, meanings)
        return answer_of(self.name, hits, finding.total, finding.facets(), mended)


def _hits(finding: Finding, meanings: list[Meaning]) -> list[Hit]:
    marks = marks_of(meanings)
    page = finding.page()
    without_part = [one.place["_source"]["owner"] for one in page if one.part is None]
    return [
        hit_of(
            row["_source"]["stored"],
            found,
            row["_version"],
            found.part and found.part["_source"]["stored"],
            marks.get(index_language(row["_source"]["stored"]["language"]), Marks()),
            partial(finding.first_parts, row["_source"]["owner"], without_part),
        )
        for found in page
        for row in [found.place]
    ]


def _suggestions(typed: str, language: str, reader: Reader, limit: int) -> Body:
    *whole, begun = typed.split()
    own_language = fact("language", [language], SUGGESTED_LANGUAGE_WORTH)
    begins_so = {"prefix": {"title_key": {"value": typed, "boost": SUGGESTED_BEGINNING_WORTH}}}
    query = {
        "bool": {
            "filter": [
                {"term": {"kind": "item"}},
                *({"term": {"title_words": word}} for word in whole),
                {"prefix": {"title_words": begun}},
            ],
            "should": [begins_so, own_language],
            "must_not": kept_out(reader),
        }
    }
    return {
        "query": query,
        "size": limit * SUGGESTED_READ,
        "sort": BY_SCORE,
        "track_total_hits": False,
        "_source": _OF_SUGGESTION,
    }


def _alike(
    talk: Conversation,
    key: str,
    text: str,
    language: str,
    reader: Reader,
    limit: int,
    types: tuple[str, ...],
) -> list[str]:
    on_shelves = shelves_for(reader)
    frequencies = Frequencies(talk, on_shelves)
    frequencies.load({f"text_{language}": analyser_for(language).terms(text)})
    say = ElasticQueries(frequencies, on_shelves)
    query = Asker(say, language).alike(text, language)
    if query is None:
        return []
    kept = [{"term": {"owner": key}}, *kept_out(reader)]
    kinds = [say.fact("type", types)] if types else []
    asked = say.joined(must=[query, *kinds], must_not=kept)
    (answer,) = talk.search([{"query": asked, "size": limit, "track_total_hits": False}])
    return [row["_source"]["owner"] for row in _rows(answer)]


def _rows(answer: Body) -> Iterator[Body]:
    yield from answer["hits"]["hits"]
