"""How the embedded engine says what is asked."""

from collections.abc import Sequence

from tantivy import Occur, Query

from search.engine.embedded.state import View

_MOST_KEPT = 50_000


class EmbeddedQueries:
    """Makes queries for one state of the index; a term that stands nowhere is left out."""

    def __init__(self, view: View) -> None:
        self._schema = view.schema
        self._searcher = view.searcher
        self._known = view.frequencies
        self._rows = view.searcher.num_docs

    def frequency(self, field: str, term: str) -> int:
        known = self._known.get((field, term))
        if known is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            known = self._known[field, term] = self._searcher.doc_freq(field, term)
        return known

    def rows(self, field: str) -> int:
        return self._rows

    def term(self, field: str, term: str) -> Query | None:
        if not self.frequency(field, term):
            return None
        return Query.term_query(self._schema, field, term)

    def trace(self, field: str, term: str) -> Query | None:
        if not self.frequency(field, term):
            return None
        return Query.term_query(self._schema, field, term, index_option="basic")

    def phrase(self, field: str, terms: Sequence[str], slop: int = 0) -> Query | None:
        if len(terms) == 1:
            return self.term(field, terms[0])
        if not all(self.frequency(field, term) for term in terms):
            return None
        return Query.phrase_query(self._schema, field, list(terms), slop)

    def keyword(self, field: str, values: Sequence[str]) -> Query:
        """Return what finds rows with any of the values in a field of facts."""
        if len(values) == 1:
            return Query.term_query(self._schema, field, values[0], index_option="basic")
        return Query.term_set_query(self._schema, field, list(values))

    def fact(self, field: str, values: Sequence[str], score: float = 0.0) -> Query:
        return Query.const_score_query(self.keyword(field, values), score)

    def begins(self, field: str, text: str) -> Query:
        """Return what finds rows with a term that begins so."""
        return Query.fuzzy_term_query(self._schema, field, text, distance=0, prefix=True)

    def boosted(self, query: Query, worth: float) -> Query:
        return Query.boost_query(query, worth)

    def best_of(self, queries: Sequence[Query], tie: float) -> Query:
        return Query.disjunction_max_query(list(queries), tie)

    def everything(self) -> Query:
        return Query.all_query()

    def nothing(self) -> Query:
        return Query.empty_query()

    def joined(
        self,
        must: Sequence[Query] = (),
        should: Sequence[Query] = (),
        must_not: Sequence[Query] = (),
        least: int = 0,
    ) -> Query:
        clauses = [
            *((Occur.Must, query) for query in must),
            *((Occur.Should, query) for query in should),
            *((Occur.MustNot, query) for query in must_not),
        ]
        if least:
            return Query.boolean_query(clauses, minimum_number_should_match=least)
        return Query.boolean_query(clauses)
