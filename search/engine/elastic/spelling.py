"""The words of the index for one question: which there are, and which are near to one that is not.

Everything a reader is told is counted over what this reader may find. The server is asked about all
words in all languages at once: a question spelt well costs one or two requests, a slip two more.
"""

from collections.abc import Iterable, Sequence

from search.engine.elastic.client import Body
from search.engine.elastic.conversation import Conversation
from search.engine.elastic.queries import Frequencies
from search.engine.language.analysis import SPELLING
from search.engine.language.text import fold
from search.engine.reading import Meaning, Word
from search.engine.spelling import (
    LONG_WORD,
    MOST_COMPLETIONS,
    MOST_CORRECTIONS,
    MOST_CUTS,
    cuts_of,
    distance,
    is_completable,
    is_correctable,
)

_MOST_NEAR = 60
_MOST_ASKED_WORDS = 8
_MOST_SPELLINGS = 60
Counted = dict[str, int]


def terms_of(meanings: Sequence[Meaning]) -> dict[str, set[str]]:
    """Return by field the terms of a question whose frequencies an answer depends on."""
    wanted: dict[str, set[str]] = {}
    for meaning in meanings:
        text = wanted.setdefault(f"text_{meaning.language}", set())
        traces = wanted.setdefault(f"trace_{meaning.language}", set())
        words = wanted.setdefault(f"words_{meaning.language}", set())
        own = wanted.setdefault(f"text_{meanings[0].language}", set())
        for stems in (*meaning.phrases, *meaning.excluded):
            text.update(stems)
        for word in meaning.words:
            own.add(word.own_stem)
            traces.update(word.traces)
            for variant in word.variants:
                text.update(variant.stems)
            for cut in cuts_of(word.typed):
                words.update(cut)
    return wanted


class Spellings:
    """What one question asks of the words of the index."""

    def __init__(
        self,
        conversation: Conversation,
        frequencies: Frequencies,
        closed: Sequence[Body],
        meanings: Sequence[Meaning],
    ) -> None:
        self._conversation = conversation
        self.frequencies = frequencies
        self._closed = list(closed)
        self._meanings = meanings
        self._hidden = self._hidden_stems()
        self._near: dict[tuple[str, str], list[str]] = {}
        self._completions: dict[tuple[str, str], list[str]] = {}
        self._written: dict[str, Counted] = {}
        self._counted: dict[str, Counted] = {}

    def is_found(self, language: str, stem: str) -> bool:
        """Whether a stem stands in an item that this reader may find."""
        field = f"text_{language}"
        return bool(self.frequencies.of(field, stem)) and (field, stem) not in self._hidden

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
            for term, count in self._written.get(language, {}).items()
            if term.startswith(start)
        }
        if not found:
            return folded
        term, count = max(found.items(), key=lambda pair: pair[1])
        is_usual = count * 2 >= self._counted.get(language, {}).get(folded, 0)
        return term.removeprefix(start) if is_usual else folded

    def _hidden_stems(self) -> set[tuple[str, str]]:
        """Return those of the stems that stand in nothing but items kept from this reader."""
        there = {
            (f"text_{meaning.language}", stem)
            for meaning in self._meanings
            for word in meaning.words
            for stem in _own_stems(word)
            if self.frequencies.of(f"text_{meaning.language}", stem)
        }
        if not there or not self._closed:
            return set()
        kept_out: Body = {"query": _any_of(self._closed), "size": 0, "track_total_hits": True}
        (answer,) = self._conversation.search([kept_out])
        hidden_items = answer["hits"]["total"]["value"]
        # In more items than are kept out: one of them must be open.
        unclear = sorted(pair for pair in there if self.frequencies.of(*pair) <= hidden_items)
        if not unclear:
            return set()
        asked = [{"term": {field: stem}} for field, stem in unclear]
        counted = self._over_found(asked, {"stems": {"filters": {"filters": asked}}})
        return {
            pair
            for pair, bucket in zip(unclear, counted["stems"]["buckets"], strict=True)
            if not bucket["doc_count"]
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
            if is_correctable(folded):
                suggesters[str(number)] = _near_words(f"words_{language}", folded)
            # Letters and digits mean themselves in the server's patterns.
            if is_completable(folded) and folded.isalnum():
                begun[str(number)] = (f"words_{language}", folded)
        answer: Body = {}
        if suggesters:
            (found,) = self._conversation.search([{"size": 0, "suggest": suggesters}])
            answer = found["suggest"]
        self._complete(asked, begun)
        return {
            pair: [one["text"] for entry in answer.get(str(number), ()) for one in entry["options"]]
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
        for name in begun:
            self._completions[asked[int(name)]] = list(_counts(counted[name]))

    def _count(self, candidates: dict[str, list[str]]) -> None:
        """Count words, and their spellings with accents, over what this reader may find."""
        candidates = {language: sorted(words) for language, words in candidates.items() if words}
        if not candidates:
            return
        aggregations: Body = {}
        for language, words in candidates.items():
            field = f"words_{language}"
            aggregations[f"counted {language}"] = _counted_words(field, words, len(words))
            spelt = rf"({'|'.join(words)})\{SPELLING}.*"
            aggregations[f"written {language}"] = _counted_words(field, spelt, _MOST_SPELLINGS)
        asked = [{"terms": {f"words_{one}": words}} for one, words in candidates.items()]
        found = self._over_found(asked, aggregations)
        for language in candidates:
            self._counted.setdefault(language, {}).update(_counts(found[f"counted {language}"]))
            self._written.setdefault(language, {}).update(_counts(found[f"written {language}"]))

    def _nearest(self, language: str, folded: str, near: Sequence[str]) -> list[str]:
        """Return words one slip away (two in a long word) that this reader may find."""
        counted = self._counted.get(language, {})
        slips = {word: distance(folded, word, 2) for word in near if counted.get(word)}
        found = [word for word, count in slips.items() if count == 1]
        if not found and len(folded) >= LONG_WORD:
            found = [word for word, count in slips.items() if count == 2 and word[:2] == folded[:2]]
        return sorted(found, key=lambda word: (-counted[word], word))[:MOST_CORRECTIONS]

    def _over_found(self, asked: Sequence[Body], aggregations: Body) -> Body:
        """Return what is counted over the items with any of these that this reader may find."""
        query = {"bool": {"filter": [_any_of(asked)], "must_not": self._closed}}
        search = {"query": query, "size": 0, "track_total_hits": False, "aggs": aggregations}
        (answer,) = self._conversation.search([search])
        found: Body = answer["aggregations"]
        return found


class ElasticVocabulary:
    """The vocabulary of one language for the question at hand."""

    def __init__(self, spellings: Spellings, language: str) -> None:
        self._spellings = spellings
        self._language = language

    def stem_frequency(self, stem: str) -> int:
        return int(self._spellings.is_found(self._language, stem))

    def trace_frequency(self, trace: str) -> int:
        return self._spellings.frequencies.of(f"trace_{self._language}", trace)

    def halves(self, word: str) -> list[tuple[str, str]]:
        """Return the ways to write the word as two words that are both known."""
        known = self._spellings.frequencies
        field = f"words_{self._language}"
        found = [cut for cut in cuts_of(word) if all(known.of(field, half) for half in cut)]
        return found[:MOST_CUTS]

    def completions(self, word: str) -> list[str]:
        return self._spellings.completions(self._language, word)

    def corrections(self, word: str) -> list[str]:
        return self._spellings.corrections(self._language, word)

    def as_written(self, folded: str) -> str:
        return self._spellings.as_written(self._language, folded)


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


def _counts(aggregation: Body) -> Counted:
    return {bucket["key"]: bucket["doc_count"] for bucket in aggregation["buckets"]}


def _by_language(near: dict[tuple[str, str], list[str]]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for (language, _typed), words in near.items():
        # A spelling with its accents is no word of its own.
        found.setdefault(language, set()).update(word for word in words if word.isalpha())
    return {language: list(words) for language, words in found.items()}
