"""How the embedded engine says what is asked."""

from collections.abc import Sequence

from tantivy import Occur, Query

from search.engine.embedded.state import Shelf
from search.engine.ranking import rarity_of


class EmbeddedQueries:
    """Makes queries for one shelf; a term that stands nowhere on it is left out.

    Words weigh what they weigh on ``open_shelf``.
    """

    def __init__(self, shelf: Shelf, open_shelf: Shelf) -> None:
        self._shelf = shelf
        self._open_shelf = open_shelf
        self._schema = shelf.schema

    def frequency(self, field: str, term: str) -> int:
        return self._open_shelf.frequency(field, term)

    def stands(self, field: str, term: str) -> bool:
        return bool(self._shelf.frequency(field, term))

    def rarity(self, field: str, terms: Sequence[str]) -> float:
        return _rarity(self._open_shelf, field, terms)

    def term(self, field: str, term: str) -> Query | None:
        return self.phrase(field, (term,))

    def phrase(self, field: str, terms: Sequence[str], slop: int = 0) -> Query | None:
        shelf = self._shelf
        if not all(shelf.frequency(field, term) for term in terms):
            return None
        if len(terms) > 1:
            query = Query.phrase_query(self._schema, field, list(terms), slop)
        else:
            kept = "basic" if field.startswith("trace_") else "freq"
            query = Query.term_query(self._schema, field, terms[0], index_option=kept)
        if shelf is self._open_shelf:
            return query
        return self.boosted(query, self.rarity(field, terms) / _rarity(shelf, field, terms))

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


def _rarity(shelf: Shelf, field: str, terms: Sequence[str]) -> float:
    return rarity_of(shelf.searcher.num_docs, (shelf.frequency(field, term) for term in terms))
