"""Turns a meaning into a query, in the words of whichever engine is asked.

Readers' words never meet a query parser: an engine's ``Queries`` is handed terms, one by one.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from search.engine.language.analysis import analyser_for
from search.engine.ranking import (
    ALIKE_WORDS,
    PHRASE_IN_PART_WORTH,
    PHRASE_WORTH,
    PLENTY,
    SLOP,
    THEME_WORTH,
    TIE,
    TITLE_PHRASE_WORTH,
    TITLE_WORTH,
    UNKNOWN_WORD_WORTH,
    trace_worth,
    words_needed,
)
from search.engine.reading import Meaning, Variant, Word

Q = TypeVar("Q")


class Queries(Protocol[Q]):
    """How an engine says what is asked of the shelves a reader may look on.

    Fields are named without their shelf. Whatever the shelf, a word weighs what it weighs among
    open items: how often it stands in closed ones says nothing to anybody. A term that stands
    nowhere is no query: None.
    """

    def frequency(self, field: str, term: str) -> int:
        """In how many open rows a term stands."""

    def stands(self, field: str, term: str) -> bool:
        """Whether a term stands anywhere on these shelves, whoever may read it there."""

    def rarity(self, field: str, terms: Sequence[str]) -> float:
        """How rare terms are together among open rows, as BM25 counts it."""

    def term(self, field: str, term: str) -> Q | None: ...

    def phrase(self, field: str, terms: Sequence[str], slop: int = 0) -> Q | None: ...

    def fact(self, field: str, values: Sequence[str], score: float = 0.0) -> Q:
        """Any of the values in a field of facts; each row that has one scores the same."""

    def boosted(self, query: Q, worth: float) -> Q: ...

    def best_of(self, queries: Sequence[Q], tie: float) -> Q: ...

    def everything(self) -> Q: ...

    def nothing(self) -> Q: ...

    def joined(
        self,
        must: Sequence[Q] = (),
        should: Sequence[Q] = (),
        must_not: Sequence[Q] = (),
        least: int = 0,
    ) -> Q:
        """All of ``must``, at least so many of ``should``, none of ``must_not``; scores add up.

        With nothing but ``should``, one of them is needed.
        """


class Asker(Generic[Q]):
    """Makes the queries of one question for one state of the index."""

    def __init__(self, queries: Queries[Q], reader_language: str) -> None:
        self._own_field = f"text_{reader_language}"
        self._say = queries
        self._made: dict[str, list[Q]] = {}

    def items(self, meaning: Meaning, share: float) -> Q | None:
        """Return what finds items by their words in one language, or None when nothing can."""
        language = meaning.language
        title, text = f"title_{language}", f"text_{language}"
        clauses = self._words(meaning)
        must = self._phrases(meaning, (title, text))
        needed = words_needed(len(meaning.words), share)
        if must is None or len(clauses) < needed or not (clauses or must):
            return None
        if needed == len(clauses):
            # The same as a minimum of all, but several times as fast.
            return self._say.joined(must=[*must, *clauses])
        if not clauses:
            return self._say.joined(must=must)
        return self._say.joined(must=[*must, self._say.joined(should=clauses, least=needed)])

    def _words(self, meaning: Meaning) -> list[Q]:
        """Return a clause for each word that stands somewhere; made once for each language."""
        made = self._made.get(meaning.language)
        if made is None:
            found = (self._word(word, meaning.language) for word in meaning.words)
            made = self._made[meaning.language] = [query for query in found if query is not None]
        return made

    def parts(self, meaning: Meaning) -> Q | None:
        """Return what orders the parts of items that were found, or None when nothing does."""
        field = f"part_{meaning.language}"
        clauses = [
            query
            for word in meaning.words
            if (query := self._said(word, f"text_{meaning.language}", ((field, 1.0),))) is not None
        ]
        for stems in meaning.phrases:
            if (query := self._say.phrase(field, stems)) is not None:
                clauses.append(self._say.boosted(query, PHRASE_IN_PART_WORTH))
        return self._say.joined(should=clauses) if clauses else None

    def alike(self, text: str, language: str) -> Q | None:
        """Return what finds items that share some of the rarest words of a text."""
        title, text_field = f"title_{language}", f"text_{language}"
        stems = dict.fromkeys(analyser_for(language).terms(text))
        known = [stem for stem in stems if self._say.stands(text_field, stem)]
        known.sort(key=lambda stem: -self._rarity(text_field, (stem,)))
        clauses = []
        for stem in known[:ALIKE_WORDS]:
            ways = [
                self._say.boosted(query, worth)
                for field, worth in ((title, TITLE_WORTH), (text_field, 1.0))
                if (query := self._say.term(field, stem)) is not None
            ]
            clauses.append(self._say.joined(should=ways))
        if not clauses:
            return None
        # One shared word says little, unless there is no other.
        return self._say.joined(should=clauses, least=2 if len(clauses) > 2 else 1)

    def _word(self, word: Word, language: str) -> Q | None:
        title, text = f"title_{language}", f"text_{language}"
        said = self._said(word, text, ((title, TITLE_WORTH), (text, 1.0)))
        ways = [] if said is None else [said]
        if not self._has_plenty(word, text):
            ways += self._traces(word, language)
        if self._say.frequency(f"theme_{language}", word.stem):
            ways.append(self._say.fact(f"theme_{language}", [word.stem], THEME_WORTH))
        return self._best_of(ways)

    def _best_of(self, ways: list[Q]) -> Q | None:
        if len(ways) == 1:
            return ways[0]
        return self._say.best_of(ways, TIE) if ways else None

    def _said(self, word: Word, counted_in: str, fields: Sequence[tuple[str, float]]) -> Q | None:
        """Return what finds a word or another way to say it; the best way counts."""
        ways = []
        for variant in word.variants:
            worth = self._worth(word, variant, counted_in)
            in_fields = [
                self._say.boosted(query, worth * field_worth)
                for field, field_worth in fields
                if worth and (query := self._say.phrase(field, variant.stems, 1)) is not None
            ]
            if in_fields:
                ways.append(self._say.joined(should=in_fields))
        return self._best_of(ways)

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
            self._say.frequency(field, word.stem) >= PLENTY
            or self._say.frequency(self._own_field, word.own_stem) >= PLENTY
        )

    def _rarity(self, field: str, stems: Sequence[str]) -> float:
        """Return how rare the stems are together; 0 when one stands nowhere."""
        if not all(self._say.stands(field, stem) for stem in stems):
            return 0.0
        return self._say.rarity(field, stems)

    def _traces(self, word: Word, language: str) -> list[Q]:
        worth = trace_worth(language)
        return [
            self._say.boosted(query, worth)
            for trace in sorted(word.traces)
            if (query := self._say.term(f"trace_{language}", trace)) is not None
        ]

    def _phrases(self, meaning: Meaning, fields: Sequence[str]) -> list[Q] | None:
        found: list[Q] = []
        for stems in meaning.phrases:
            ways = [
                query for field in fields if (query := self._say.phrase(field, stems)) is not None
            ]
            if not ways:
                return None
            found.append(self._say.best_of(ways, TIE))
        return found

    def closeness(self, meaning: Meaning, field: str) -> list[Q]:
        """Return what is worth more where neighbours of the question stand near each other."""
        is_title = field.startswith("title_")
        worth, slop = (TITLE_PHRASE_WORTH, SLOP + 1) if is_title else (PHRASE_WORTH, SLOP)
        return [
            self._say.boosted(query, worth)
            for first, second in pairwise(meaning.words)
            if (query := self._say.phrase(field, (first.stem, second.stem), slop)) is not None
        ]

    def excluded(self, meaning: Meaning) -> list[Q]:
        return [
            query
            for stems in meaning.excluded
            for field in (f"title_{meaning.language}", f"text_{meaning.language}")
            if (query := self._say.phrase(field, stems)) is not None
        ]
