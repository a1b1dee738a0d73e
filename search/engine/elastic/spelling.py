"""The words of the index for one question: which there are, and which are near to one that is not.

Everything a reader is told is counted over what this reader may find. The server is asked about all
words in all languages at once: a question spelt well costs one or two requests, a slip two more.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from search.engine.elastic.client import Body
from search.engine.elastic.conversation import Conversation
from search.engine.elastic.queries import Frequencies
from search.engine.interface import Reader
from search.engine.language.analysis import SPELLING
from search.engine.language.text import fold
from search.engine.reading import Meaning, Word
from search.engine.shelves import CLOSED, OPEN, shelves_for
from search.engine.spelling import (
    LONG_WORD,
    MOST_COMPLETIONS,
    MOST_CORRECTIONS,
    distance,
    is_completable,
    is_correctable,
)

_MOST_NEAR = 60
_MOST_ASKED_WORDS = 8
_MOST_SPELLINGS = 60


class Spellings:
    """What one question asks of the words of the index."""

    def __init__(
        self,
        conversation: Conversation,
        frequencies: Frequencies,
        reader: Reader,
        closed: list[Body],
        meanings: Sequence[Meaning],
    ) -> None:
        self._conversation = conversation
        self.frequencies = frequencies
        self._shelves = shelves_for(reader)
        self._closed = closed
        self._is_settled = reader.is_settled
        self._meanings = meanings
        self._hidden = self._hidden_stems()
        self._near: dict[tuple[str, str], list[str]] = {}
        self._completions: dict[tuple[str, str], list[str]] = {}
        self._written: dict[str, Counter[str]] = {}
        self._counted: dict[str, Counter[str]] = {}

    def is_found(self, language: str, stem: str) -> bool:
        """Whether a stem stands in an item that this reader may find, or in a theme's name."""
        return bool(self.frequencies.of(f"theme_{language}", stem)) or any(
            pair not in self._hidden for pair in self._places(f"text_{language}", [stem])
        )

    def stands(self, field: str, term: str) -> bool:
        """Whether a term stands on this reader's shelves, in items of whichever audience."""
        return bool(self._places(field, [term]))

    def _places(self, field: str, terms: Sequence[str]) -> list[tuple[str, str]]:
        """Return each field of a shelf with each of the terms that stands in it."""
        pairs = [(shelf + field, term) for shelf in self._shelves for term in terms]
        return [pair for pair in pairs if self.frequencies.of(*pair)]

    def corrections(self, language: str, typed: str) -> list[str]:
        self._look_around(typed)
        return self._near.get((language, typed), [])

    def completions(self, language: str, typed: str) -> list[str]:
        self._look_around(typed)
        return self._completions.get((language, typed), [])

    def as_written(self, language: str, folded: str) -> str:
        """Return the most frequent spelling with its accents that this reader may find."""
        start = f"{folded}{SPELLING}"
        found = {
            term: count
            for term, count in self._written.get(language, Counter()).items()
            if term.startswith(start)
        }
        if not found:
            return folded
        term, count = max(found.items(), key=lambda pair: pair[1])
        is_usual = count * 2 >= self._counted.get(language, Counter())[folded]
        return term.removeprefix(start) if is_usual else folded

    def _hidden_stems(self) -> set[tuple[str, str]]:
        """Return those of the stems, with their field, that stand in nothing but hidden items."""
        there = {
            pair
            for meaning in self._meanings
            for word in meaning.words
            for pair in self._places(f"text_{meaning.language}", _own_stems(word))
        }
        if self._is_settled:
            # Whatever is held as open is open.
            there = {pair for pair in there if _shelf_of(pair[0]) == CLOSED}
        if not there or not self._closed:
            return set()
        hidden = self._count_hidden()
        # In more items of a shelf than are hidden there: one of them must be open.
        unclear = sorted(
            pair for pair in there if self.frequencies.of(*pair) <= hidden[_shelf_of(pair[0])]
        )
        if not unclear:
            return set()
        asked = [{"term": {field: stem}} for field, stem in unclear]
        counted = self._over_found(asked, {"stems": {"filters": {"filters": asked}}})
        return {
            pair
            for pair, bucket in zip(unclear, counted["stems"]["buckets"], strict=True)
            if not bucket["doc_count"]
        }

    def _count_hidden(self) -> dict[str, int]:
        """Return how many items of each shelf are kept from this reader."""
        asked = [
            {
                "query": {"bool": {"filter": [_any_of(self._closed), {"term": {"shelf": shelf}}]}},
                "size": 0,
                "track_total_hits": True,
            }
            for shelf in self._shelves
        ]
        answers = self._conversation.search(asked)
        return {
            shelf: answer["hits"]["total"]["value"]
            for shelf, answer in zip(self._shelves, answers, strict=True)
        }

    def _look_around(self, typed: str) -> None:
        """Find what every word that this reader finds nowhere may mean, in all languages."""
        key = (self._meanings[0].language, typed)
        if key in self._near:
            return
        typed_words = dict.fromkeys([typed, *self._unknown()])
        asked = [
            (meaning.language, word)
            for word in list(typed_words)[:_MOST_ASKED_WORDS]
            for meaning in self._meanings
        ]
        near = self._ask_near(asked)
        self._count({language: [] for language, _typed in asked} | _by_language(near))
        for language, word in asked:
            self._near[language, word] = self._nearest(language, fold(word), near[language, word])

    def _unknown(self) -> Iterable[str]:
        known = {
            word.typed
            for meaning in self._meanings
            for word in meaning.words
            if any(self.is_found(meaning.language, stem) for stem in _own_stems(word))
        }
        return (
            word.typed
            for meaning in self._meanings
            for word in meaning.words
            if word.typed not in known
        )

    def _ask_near(self, asked: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
        """Return the words of the index near each word, whoever may read them; and completions."""
        suggesters: Body = {}
        begun: Body = {}
        for number, (language, typed) in enumerate(asked):
            folded = fold(typed)
            for shelf in self._shelves:
                field = f"{shelf}words_{language}"
                if is_correctable(folded):
                    suggesters[f"{number} {shelf}"] = _near_words(field, folded)
                # Letters and digits mean themselves in the server's patterns.
                if is_completable(folded) and folded.isalnum():
                    begun[f"{number} {shelf}"] = (field, folded)
        answer: Body = {}
        if suggesters:
            (found,) = self._conversation.search([{"size": 0, "suggest": suggesters}])
            answer = found["suggest"]
        self._complete(asked, begun)
        return {
            pair: [
                one["text"]
                for shelf in self._shelves
                for entry in answer.get(f"{number} {shelf}", ())
                for one in entry["options"]
            ]
            for number, pair in enumerate(asked)
        }

    def _complete(
        self, asked: Sequence[tuple[str, str]], begun: dict[str, tuple[str, str]]
    ) -> None:
        if not begun:
            return
        counted = self._over_found(
            [{"prefix": {field: {"value": start}}} for field, start in begun.values()],
            {
                name: _counted_words(field, f"{start}[^{SPELLING}]*", MOST_COMPLETIONS)
                for name, (field, start) in begun.items()
            },
        )
        found: dict[tuple[str, str], Counter[str]] = {}
        for name in begun:
            pair = asked[int(name.partition(" ")[0])]
            found.setdefault(pair, Counter()).update(_counts(counted[name]))
        for pair, counts in found.items():
            self._completions[pair] = _most_frequent(counts, MOST_COMPLETIONS)

    def _count(self, candidates: dict[str, list[str]]) -> None:
        """Count words, and their spellings with accents, over what this reader may find."""
        candidates = {language: sorted(words) for language, words in candidates.items() if words}
        if not candidates:
            return
        aggregations: Body = {}
        asked: list[Body] = []
        for language, words in candidates.items():
            spelt = rf"({'|'.join(words)})\{SPELLING}.*"
            for shelf in self._shelves:
                field = f"{shelf}words_{language}"
                asked.append({"terms": {field: words}})
                aggregations[f"counted {field}"] = _counted_words(field, words, len(words))
                aggregations[f"written {field}"] = _counted_words(field, spelt, _MOST_SPELLINGS)
        found = self._over_found(asked, aggregations)
        for language in candidates:
            counted, written = Counter[str](), Counter[str]()
            for shelf in self._shelves:
                counted.update(_counts(found[f"counted {shelf}words_{language}"]))
                written.update(_counts(found[f"written {shelf}words_{language}"]))
            # The greater of both: a word may have been counted before.
            self._counted[language] = self._counted.get(language, Counter()) | counted
            self._written[language] = self._written.get(language, Counter()) | written

    def _nearest(self, language: str, folded: str, near: Sequence[str]) -> list[str]:
        """Return words one slip away (two in a long word) that this reader may find."""
        counted = self._counted.get(language, Counter())
        slips = {word: distance(folded, word, 2) for word in near if counted.get(word)}
        found = [word for word, count in slips.items() if count == 1]
        if not found and len(folded) >= LONG_WORD:
            found = [word for word, count in slips.items() if count == 2 and word[:2] == folded[:2]]
        return _most_frequent(Counter({word: counted[word] for word in found}), MOST_CORRECTIONS)

    def _over_found(self, asked: Sequence[Body], aggregations: Body) -> Body:
        """Return what is counted over the items with any of these that this reader may find."""
        query = {"bool": {"filter": [_any_of(asked)], "must_not": self._closed}}
        search = {"query": query, "size": 0, "track_total_hits": False, "aggs": aggregations}
        (answer,) = self._conversation.search([search])
        found: Body = answer["aggregations"]
        return found


def _shelf_of(field: str) -> str:
    return CLOSED if field.startswith(CLOSED) else OPEN


def _own_stems(word: Word) -> list[str]:
    """Return the word's stem, and what is as good as the word itself."""
    single = [one.stems[0] for one in word.variants if one.worth == 1.0 and len(one.stems) == 1]
    return [word.stem, *single]


def _any_of(queries: Sequence[Body]) -> Body:
    return {"bool": {"should": list(queries), "minimum_should_match": 1}}


def _near_words(field: str, folded: str) -> Body:
    term = {
        "field": field,
        "suggest_mode": "always",
        "max_edits": 2,
        "prefix_length": 0,
        "size": _MOST_NEAR,
        "shard_size": _MOST_NEAR * 5,
    }
    return {"text": folded, "term": term}


def _counted_words(field: str, include: str | list[str], most: int) -> Body:
    order = [{"_count": "desc"}, {"_key": "asc"}]
    return {"terms": {"field": field, "include": include, "size": most, "order": order}}


def _most_frequent(counts: Counter[str], most: int) -> list[str]:
    return sorted(counts, key=lambda word: (-counts[word], word))[:most]


def _counts(aggregation: Body) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in aggregation["buckets"]}


def _by_language(near: dict[tuple[str, str], list[str]]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for (language, _typed), words in near.items():
        # A spelling with its accents is no word of its own.
        found.setdefault(language, set()).update(word for word in words if word.isalpha())
    return {language: list(words) for language, words in found.items()}
