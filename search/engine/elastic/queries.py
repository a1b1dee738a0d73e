"""How Elasticsearch says what is asked: plain dictionaries of its query language.

A term reaches the server as a term. Nothing here is ever parsed as a query.
"""

from collections.abc import Iterable, Mapping, Sequence

from search.engine.elastic.client import Body
from search.engine.elastic.conversation import Conversation
from search.engine.interface import Reader
from search.engine.ranking import rarity_of
from search.engine.shelves import CLOSED, OPEN

_BY_FIELD = ("term", "match_phrase")
# The server's own limit for the terms of one query.
_MOST_TERMS = 60_000


# Fields that are the same on all shelves.
_SHARED_FIELDS = ("title_key", "theme_")
# Fields that hold lists of values; the others hold texts, split at their spaces.
_LISTS = ("words_", "title_key")


class Frequencies:
    """In how many rows terms stand; asked of the server for many at once, and once each."""

    def __init__(self, conversation: Conversation, on_shelves: Sequence[str]) -> None:
        self._conversation = conversation
        self._shelves = on_shelves
        self._known: dict[tuple[str, str], int] = {}
        self._rows: dict[str, int] = {}

    def load(self, wanted: Mapping[str, Iterable[str]]) -> None:
        """Ask for what is not known yet, in one request; none when everything is.

        Fields are named without their shelf; each shelf is asked about.
        """
        missing = {
            shelf + field: new
            for field, terms in wanted.items()
            for shelf in ((OPEN,) if field.startswith(_SHARED_FIELDS) else self._shelves)
            if (
                new := [
                    one for one in dict.fromkeys(terms) if (shelf + field, one) not in self._known
                ]
            )
        }
        if not missing:
            return
        texts = {
            field: terms if field.removeprefix(CLOSED).startswith(_LISTS) else [" ".join(terms)]
            for field, terms in missing.items()
        }
        found = self._conversation.term_statistics(texts)
        for field, terms in missing.items():
            said = found.get(field, {})
            self._rows[field] = said.get("field_statistics", {}).get("doc_count", 0)
            counted = said.get("terms", {})
            for term in terms:
                self._known[field, term] = counted.get(term, {}).get("doc_freq", 0)

    def of(self, field: str, term: str) -> int:
        """In how many rows a term stands; it must have been loaded, or it stands nowhere."""
        return self._known.get((field, term), 0)

    def rows(self, field: str) -> int:
        return self._rows.get(field, 0)


class ElasticQueries:
    """Makes queries of terms whose frequencies are known; one that stands nowhere is left out."""

    def __init__(self, frequencies: Frequencies, on_shelves: Sequence[str]) -> None:
        self._frequencies = frequencies
        self._shelves = on_shelves

    def frequency(self, field: str, term: str) -> int:
        return self._frequencies.of(_counted_in(field), term)

    def stands(self, field: str, term: str) -> bool:
        return any(self.frequency(shelf + field, term) for shelf in self._shelves)

    def rarity(self, field: str, terms: Sequence[str]) -> float:
        rows = self._frequencies.rows(_counted_in(field))
        return rarity_of(rows, (self.frequency(field, term) for term in terms))

    def term(self, field: str, term: str) -> Body | None:
        return self.phrase(field, (term,))

    def phrase(self, field: str, terms: Sequence[str], slop: int = 0) -> Body | None:
        ways = [
            self._found_on(shelf, field, terms, slop)
            for shelf in self._shelves
            if all(self.frequency(shelf + field, term) for term in terms)
        ]
        return self.joined(should=ways) if ways else None

    def _found_on(self, shelf: str, field: str, terms: Sequence[str], slop: int) -> Body:
        name = shelf + field
        query: Body = {"match_phrase": {name: {"query": " ".join(terms), "slop": slop}}}
        if len(terms) == 1:
            query = {"term": {name: {"value": terms[0]}}}
        if shelf == OPEN:
            return query
        return self.boosted(query, self.rarity(field, terms) / self.rarity(name, terms))

    def fact(self, field: str, values: Sequence[str], score: float = 0.0) -> Body:
        return fact(field, values, score)

    def boosted(self, query: Body, worth: float) -> Body:
        ((kind, body),) = query.items()
        if kind in _BY_FIELD:
            ((field, said),) = body.items()
            return {kind: {field: {**said, "boost": said.get("boost", 1.0) * worth}}}
        return {kind: {**body, "boost": body.get("boost", 1.0) * worth}}

    def best_of(self, queries: Sequence[Body], tie: float) -> Body:
        return {"dis_max": {"queries": list(queries), "tie_breaker": tie}}

    def everything(self) -> Body:
        return {"match_all": {}}

    def nothing(self) -> Body:
        return {"match_none": {}}

    def joined(
        self,
        must: Sequence[Body] = (),
        should: Sequence[Body] = (),
        must_not: Sequence[Body] = (),
        least: int = 0,
    ) -> Body:
        if len(should) == 1 and not (must or must_not):
            return should[0]
        # What adds nothing to a score is a filter, which the server remembers.
        silent = [query for query in must if _is_silent(query)]
        body: Body = {
            "must": [query for query in must if not _is_silent(query)],
            "filter": [query["constant_score"]["filter"] for query in silent],
            "should": list(should),
            "must_not": list(must_not),
        }
        body = {name: queries for name, queries in body.items() if queries}
        if should and (least or not must):
            body["minimum_should_match"] = least or 1
        return {"bool": body}


def _counted_in(field: str) -> str:
    """Return where words are counted: what stands in a title or a part stands in the text, too."""
    name = field.removeprefix(CLOSED)
    kind, _underscore, language = name.partition("_")
    if kind not in ("title", "part") or name == "title_key":
        return field
    return f"{field.removesuffix(name)}text_{language}"


def fact(field: str, values: Sequence[str], score: float = 0.0) -> Body:
    """Return what finds rows with any of the values; each of them scores the same."""
    return {"constant_score": {"filter": {"terms": {field: list(values)}}, "boost": score}}


def _is_silent(query: Body) -> bool:
    return "constant_score" in query and not query["constant_score"]["boost"]


def kept_out(reader: Reader) -> list[Body]:
    """Return what finds all that ``reader`` may not find.

    Said plainly, whatever hangs on a scope that is closed to the reader now. The server looks up a
    thousand scopes in the time of two and remembers which rows they are, so that the barriers an
    item was indexed with are not needed here.
    """
    scopes = sorted({scope for scope, _audience in reader.closed} | reader.hidden)
    return [
        {"terms": {"scopes": scopes[start : start + _MOST_TERMS]}}
        for start in range(0, len(scopes), _MOST_TERMS)
    ]
