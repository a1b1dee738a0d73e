"""One question of one reader, in the words of whichever engine is asked."""

from collections.abc import Sequence
from typing import Generic

from search.engine.asking import Asker, Q, Queries
from search.engine.interface import FACETS, Request
from search.engine.language.text import plain_key
from search.engine.question import Question
from search.engine.ranking import (
    EXACT_TITLE_SCORE,
    OTHER_LANGUAGE_WORTH,
    words_needed,
)
from search.engine.reading import Meaning


class Inquiry(Generic[Q]):
    """One question of one reader: what an item must hold, what orders, what is kept out.

    ``closed`` are the queries that find what this reader may not find.
    """

    def __init__(
        self,
        queries: Queries[Q],
        request: Request,
        question: Question,
        meanings: list[Meaning],
        closed: Sequence[Q],
    ) -> None:
        self._say = queries
        self.request = request
        self._question = question
        self._meanings = meanings
        self._closed = closed
        self._answering: dict[float, list[tuple[Meaning, Q]]] = {}
        self.asker = Asker(queries, meanings[0].language)
        self.most_words = max((len(meaning.words) for meaning in meanings), default=0)

    def needs(self, share: float) -> list[int]:
        """How many words an item must hold in each language, when this share of them will do."""
        return [words_needed(len(meaning.words), share) for meaning in self._meanings]

    def filters(self, without: str = "") -> list[Q]:
        """Return what the reader chose, one facet perhaps left out."""
        return [
            self._say.fact(name, values)
            for name, values in self.request.filters.items()
            if name in FACETS and values and name != without
        ]

    def whole(self, share: float, filters: Sequence[Q], is_ordered: bool = False) -> Q:
        """Return the question; what only orders is left out where only counting is asked."""
        must = list(filters)
        # Words are looked for in fields that only items have; asking twice would cost a quarter.
        if not self._question.says_something:
            must.append(self._say.fact("kind", ["item"]))
        if not self._question.is_empty:
            must.append(self._words(share))
        closeness = self._closeness() if is_ordered and not self._question.is_empty else []
        excluded = [one for meaning in self._meanings for one in self.asker.excluded(meaning)]
        return self._say.joined(
            must=must, should=closeness, must_not=[*self._closed, *excluded], least=0
        )

    def parts(self, share: float) -> list[tuple[Q, float]]:
        """Return each way in which the best parts of found items show, with its worth."""
        ways: list[tuple[Q, float]] = []
        for meaning, _items in self._items(share):
            query = self.asker.parts(meaning)
            if query is None:
                continue
            worth = self._worth(meaning)
            ways.append((query, worth))
            if meaning.language == self.request.language:
                close = self.asker.closeness(meaning, f"part_{meaning.language}")
                ways += [(one, worth) for one in close]
        return ways

    def _items(self, share: float) -> list[tuple[Meaning, Q]]:
        """Return the languages in which the words can be found, each with what finds them."""
        known = self._answering.get(share)
        if known is None:
            known = self._answering[share] = [
                (meaning, query)
                for meaning in self._meanings
                if (query := self.asker.items(meaning, share)) is not None
            ]
        return known

    def _worth(self, meaning: Meaning) -> float:
        return 1.0 if meaning.language == self.request.language else OTHER_LANGUAGE_WORTH

    def _closeness(self) -> list[Q]:
        for meaning in self._meanings:
            if meaning.language == self.request.language:
                return self.asker.closeness(meaning, f"title_{meaning.language}")
        return []

    def _words(self, share: float) -> Q:
        ways = [
            self._say.boosted(query, self._worth(meaning)) for meaning, query in self._items(share)
        ]
        exact = self._exact_title()
        if exact is not None:
            ways.append(exact)
        if ways:
            return self._say.joined(should=ways)
        return self._say.nothing() if self._question.says_something else self._say.everything()

    def _exact_title(self) -> Q | None:
        key = plain_key(self._question.text)
        if not key or not self._say.frequency("title_key", key):
            return None
        title = self._say.fact("title_key", [key], EXACT_TITLE_SCORE)
        reader = self._say.fact("language", [self.request.language], EXACT_TITLE_SCORE)
        return self._say.joined(must=[title], should=[reader])
