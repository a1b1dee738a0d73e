"""Turns a meaning into a query of the embedded engine. Readers' words never meet a query parser."""

import math
from collections.abc import Sequence
from itertools import pairwise

from tantivy import Occur, Query

from search.engine.embedded.state import View
from search.engine.language.analysis import analyser_for
from search.engine.reading import Meaning, Variant, Word

TITLE_WORTH = 2.0
PHRASE_WORTH = 0.6
TITLE_PHRASE_WORTH = 3.0
EXACT_TITLE_SCORE = 1000.0
TRACE_WORTH = {"ar": 0.5}
_OTHER_TRACE_WORTH = 0.2
_TIE = 0.1
# A word that stands in so many texts as typed needs no other words to be found by.
PLENTY = 300
UNKNOWN_WORD_WORTH = 2.0
_SLOP = 2
_ALIKE_WORDS = 8
_MOST_KEPT = 50_000
_PHRASE_IN_PART_WORTH = 3.0


class Asker:
    """Makes queries for one state of the index; a term that stands nowhere is left out."""

    def __init__(self, view: View, reader_language: str) -> None:
        self._own_field = f"text_{reader_language}"
        self._schema = view.schema
        self._searcher = view.searcher
        self._known = view.frequencies
        self._made: dict[str, list[Query]] = {}
        self._rows = view.searcher.num_docs

    def term(self, field: str, value: str) -> Query | None:
        if not self._stands(field, value):
            return None
        return Query.term_query(self._schema, field, value)

    def _stands(self, field: str, value: str) -> bool:
        return bool(self._frequency(field, value))

    def _frequency(self, field: str, value: str) -> int:
        known = self._known.get((field, value))
        if known is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            known = self._known[field, value] = self._searcher.doc_freq(field, value)
        return known

    def phrase(self, field: str, stems: Sequence[str], slop: int = 0) -> Query | None:
        if len(stems) == 1:
            return self.term(field, stems[0])
        if not all(self._stands(field, stem) for stem in stems):
            return None
        return Query.phrase_query(self._schema, field, list(stems), slop)

    def items(self, meaning: Meaning, share: float) -> Query | None:
        """Return what finds items by their words in one language, or None when nothing can."""
        language = meaning.language
        title, text = f"title_{language}", f"text_{language}"
        clauses = self._words(meaning)
        must = self._phrases(meaning, (title, text))
        needed = words_needed(len(meaning.words), share)
        if must is None or len(clauses) < needed or not (clauses or must):
            return None
        parts = [(Occur.Must, query) for query in must]
        if needed == len(clauses):
            # The same as a minimum of all, but several times as fast.
            parts += [(Occur.Must, clause) for clause in clauses]
        elif clauses:
            shoulds = [(Occur.Should, clause) for clause in clauses]
            found = Query.boolean_query(shoulds, minimum_number_should_match=needed)
            parts.append((Occur.Must, found))
        return Query.boolean_query(parts)

    def _words(self, meaning: Meaning) -> list[Query]:
        """Return a clause for each word that stands somewhere; made once for each language."""
        made = self._made.get(meaning.language)
        if made is None:
            found = (self._word(word, meaning.language) for word in meaning.words)
            made = self._made[meaning.language] = [query for query in found if query is not None]
        return made

    def parts(self, meaning: Meaning) -> Query | None:
        """Return what orders the parts of items that were found, or None when nothing does."""
        field = f"part_{meaning.language}"
        clauses = [
            (Occur.Should, query)
            for word in meaning.words
            if (query := self._said(word, f"text_{meaning.language}", ((field, 1.0),)))
        ]
        for stems in meaning.phrases:
            if (query := self.phrase(field, stems)) is not None:
                clauses.append((Occur.Should, Query.boost_query(query, _PHRASE_IN_PART_WORTH)))
        return Query.boolean_query(clauses) if clauses else None

    def alike(self, text: str, language: str) -> Query | None:
        """Return what finds items that share some of the rarest words of a text."""
        title, text_field = f"title_{language}", f"text_{language}"
        stems = dict.fromkeys(analyser_for(language).terms(text))
        known = [stem for stem in stems if self._stands(text_field, stem)]
        known.sort(key=lambda stem: -self._rarity(text_field, (stem,)))
        clauses = []
        for stem in known[:_ALIKE_WORDS]:
            ways = [
                (Occur.Should, Query.boost_query(query, worth))
                for field, worth in ((title, TITLE_WORTH), (text_field, 1.0))
                if (query := self.term(field, stem)) is not None
            ]
            clauses.append((Occur.Should, Query.boolean_query(ways)))
        if not clauses:
            return None
        # One shared word says little, unless there is no other.
        needed = 2 if len(clauses) > 2 else 1
        return Query.boolean_query(clauses, minimum_number_should_match=needed)

    def _word(self, word: Word, language: str) -> Query | None:
        title, text = f"title_{language}", f"text_{language}"
        said = self._said(word, text, ((title, TITLE_WORTH), (text, 1.0)))
        ways = [] if said is None else [said]
        if not self._has_plenty(word, text):
            ways += self._traces(word, language)
        return _best_of(ways)

    def _said(
        self, word: Word, counted_in: str, fields: Sequence[tuple[str, float]]
    ) -> Query | None:
        """Return what finds a word or another way to say it; the best way counts."""
        ways = []
        for variant in word.variants:
            worth = self._worth(word, variant, counted_in)
            in_fields = [
                (Occur.Should, Query.boost_query(query, worth * field_worth))
                for field, field_worth in fields
                if worth and (query := self.phrase(field, variant.stems, 1)) is not None
            ]
            if in_fields:
                ways.append(Query.boolean_query(in_fields))
        return _best_of(ways)

    def _worth(self, word: Word, variant: Variant, field: str) -> float:
        """Return what another way to say a word is worth here; 0 where it is not needed."""
        if variant.worth >= 1.0:
            return 1.0
        if self._has_plenty(word, field):
            return 0.0
        rarity = self._rarity(field, (word.stem,))
        if not rarity:
            # The word itself stands nowhere (an acronym, say): its other names must do.
            return min(1.0, variant.worth * UNKNOWN_WORD_WORTH)
        # A rare synonym must not outweigh the word that was typed.
        own = self._rarity(field, variant.stems)
        return variant.worth * min(1.0, rarity / own) if own else variant.worth

    def _has_plenty(self, word: Word, field: str) -> bool:
        """Whether the word as typed stands in many texts here, or in the reader's language."""
        return (
            self._frequency(field, word.stem) >= PLENTY
            or self._frequency(self._own_field, word.own_stem) >= PLENTY
        )

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

    def closeness(self, meaning: Meaning, field: str) -> list[Query]:
        """Return what is worth more where neighbours of the question stand near each other."""
        is_title = field.startswith("title_")
        worth, slop = (TITLE_PHRASE_WORTH, _SLOP + 1) if is_title else (PHRASE_WORTH, _SLOP)
        return [
            Query.boost_query(query, worth)
            for first, second in pairwise(meaning.words)
            if (query := self.phrase(field, (first.stem, second.stem), slop)) is not None
        ]

    def excluded(self, meaning: Meaning) -> list[Query]:
        return [
            query
            for stems in meaning.excluded
            for field in (f"title_{meaning.language}", f"text_{meaning.language}")
            if (query := self.phrase(field, stems)) is not None
        ]


def _best_of(ways: list[Query]) -> Query | None:
    if len(ways) == 1:
        return ways[0]
    return Query.disjunction_max_query(ways, _TIE) if ways else None


def words_needed(count: int, share: float) -> int:
    """Return how many of the words an item must hold; of two both, unless a third will do."""
    if count == 2 and share > 0.5:
        return 2
    return math.ceil(count * share)
