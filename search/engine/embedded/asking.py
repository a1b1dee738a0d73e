"""Turns a meaning into a query of the embedded engine. Readers' words never meet a query parser."""

import math
from collections.abc import Sequence
from itertools import pairwise

import tantivy
from tantivy import Occur, Query

from search.engine.language.analysis import analyser_for
from search.engine.reading import Meaning, Word

TITLE_WORTH = 3.0
PHRASE_WORTH = 0.6
TITLE_PHRASE_WORTH = 3.0
EXACT_TITLE_SCORE = 1000.0
TRACE_WORTH = {"ar": 0.5}
_OTHER_TRACE_WORTH = 0.2
_TIE = 0.1
# A word that stands in so many texts as typed needs no other words to be found by.
PLENTY = 300
_SLOP = 2
_ALIKE_WORDS = 6


class Asker:
    """Makes queries for one state of the index; a term that stands nowhere is left out."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema = schema
        self._searcher = searcher
        self._known: dict[tuple[str, str], int] = {}
        self._rows = searcher.num_docs

    def term(self, field: str, value: str) -> Query | None:
        if not self._stands(field, value):
            return None
        return Query.term_query(self._schema, field, value)

    def _stands(self, field: str, value: str) -> bool:
        return bool(self._frequency(field, value))

    def _frequency(self, field: str, value: str) -> int:
        known = self._known.get((field, value))
        if known is None:
            known = self._known[field, value] = self._searcher.doc_freq(field, value)
        return known

    def phrase(self, field: str, stems: Sequence[str], slop: int = 0) -> Query | None:
        if len(stems) == 1:
            return self.term(field, stems[0])
        if not all(self._stands(field, stem) for stem in stems):
            return None
        return Query.phrase_query(self._schema, field, list(stems), slop)

    def items(self, meaning: Meaning, is_strict: bool) -> Query | None:
        """Return what finds items by their words in one language, or None when nothing can."""
        language = meaning.language
        title, text = f"title_{language}", f"text_{language}"
        clauses = [
            clause
            for word in meaning.words
            if (clause := self._word(word, language, ((title, TITLE_WORTH), (text, 1.0))))
        ]
        must = self._phrases(meaning, (title, text))
        if must is None or (not clauses and not must):
            return None
        parts = [(Occur.Must, query) for query in must]
        if clauses:
            needed = words_needed(len(clauses), is_strict)
            found = Query.boolean_query(
                [(Occur.Should, clause) for clause in clauses], minimum_number_should_match=needed
            )
            parts.append((Occur.Must, found))
        return Query.boolean_query(parts)

    def parts(self, meaning: Meaning) -> Query | None:
        """Return what orders the parts of items that were found."""
        field = f"part_{meaning.language}"
        clauses = [
            (Occur.Should, clause)
            for word in meaning.words
            if (clause := self._word(word, meaning.language, ((field, 1.0),)))
        ]
        for stems in meaning.phrases:
            if (query := self.phrase(field, stems)) is not None:
                clauses.append((Occur.Should, Query.boost_query(query, 3.0)))
        return Query.boolean_query(clauses) if clauses else None

    def alike(self, text: str, language: str) -> Query | None:
        """Return what finds items that share some of the rarest words of a text."""
        title, body = f"title_{language}", f"text_{language}"
        stems = dict.fromkeys(analyser_for(language).terms(text))
        ranked = sorted(stems, key=lambda stem: -self._rarity(body, (stem,)))[:_ALIKE_WORDS]
        clauses = [
            (Occur.Should, Query.boost_query(query, worth))
            for stem in ranked
            for field, worth in ((title, TITLE_WORTH), (body, 1.0))
            if (query := self.term(field, stem)) is not None
        ]
        return Query.boolean_query(clauses) if clauses else None

    def _word(self, word: Word, language: str, fields: Sequence[tuple[str, float]]) -> Query | None:
        ways: list[Query] = []
        rarity = self._rarity(fields[-1][0], (word.stem,))
        has_plenty = self._frequency(fields[-1][0], word.stem) >= PLENTY
        for variant in word.variants:
            worth = variant.worth
            if has_plenty and worth < 1.0:
                continue
            if worth < 1.0 and rarity:
                # A rare synonym must not outweigh the word that was typed.
                worth *= min(1.0, rarity / (self._rarity(fields[-1][0], variant.stems) or rarity))
            in_fields: list[tuple[Occur, Query]] = []
            for field, field_worth in fields:
                query = self.phrase(field, variant.stems, 1)
                if query is not None:
                    in_fields.append((Occur.Should, Query.boost_query(query, field_worth * worth)))
            if in_fields:
                ways.append(Query.boolean_query(in_fields))
        if not has_plenty and not fields[0][0].startswith("part_"):
            ways += self._traces(word, language)
        return Query.disjunction_max_query(ways, _TIE) if ways else None

    def _rarity(self, field: str, stems: Sequence[str]) -> float:
        """Return how rare the stems are together, as BM25 counts it; 0 when one stands nowhere."""
        rarity = 0.0
        for stem in stems:
            frequency = self._frequency(field, stem)
            if not frequency:
                return 0.0
            rarity += math.log(1 + (self._rows - frequency + 0.5) / (frequency + 0.5))
        return rarity

    def _traces(self, word: Word, language: str) -> list[Query]:
        worth = TRACE_WORTH.get(language, _OTHER_TRACE_WORTH)
        field = f"trace_{language}"
        return [
            Query.boost_query(
                Query.term_query(self._schema, field, trace, index_option="basic"), worth
            )
            for trace in sorted(word.traces)
            if self._stands(field, trace)
        ]

    def _phrases(self, meaning: Meaning, fields: Sequence[str]) -> list[Query] | None:
        found: list[Query] = []
        for stems in meaning.phrases:
            ways = [query for field in fields if (query := self.phrase(field, stems)) is not None]
            if not ways:
                return None
            found.append(Query.disjunction_max_query(ways, _TIE))
        return found

    def closeness(self, meaning: Meaning) -> list[Query]:
        """Words that stand together count more."""
        found = []
        for first, second in pairwise(meaning.words):
            pair = (first.stem, second.stem)
            for field, worth, slop in (
                (f"text_{meaning.language}", PHRASE_WORTH, _SLOP),
                (f"title_{meaning.language}", TITLE_PHRASE_WORTH, _SLOP + 1),
            ):
                query = self.phrase(field, pair, slop)
                if query is not None:
                    found.append(Query.boost_query(query, worth))
        return found

    def excluded(self, meaning: Meaning) -> list[Query]:
        return [
            query
            for stems in meaning.excluded
            for field in (f"title_{meaning.language}", f"text_{meaning.language}")
            if (query := self.phrase(field, stems)) is not None
        ]


def words_needed(count: int, is_strict: bool) -> int:
    """Return how many of the words an item must hold."""
    if not is_strict:
        return max(1, math.ceil(count * 0.34))
    return count if count <= 2 else max(2, math.ceil(count * 0.6))
