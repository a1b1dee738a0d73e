"""What the understanding of a question asks of the words of the index."""

from collections.abc import Sequence
from functools import partial

from search.engine.elastic.spelling import Spellings
from search.engine.reading import Meaning
from search.engine.spelling import (
    MOST_CUTS,
    cuts_of,
)


def terms_of(meanings: Sequence[Meaning]) -> dict[str, set[str]]:
    """Return by field the terms of a question whose frequencies an answer depends on."""
    wanted: dict[str, set[str]] = {}
    for meaning in meanings:
        text = wanted.setdefault(f"text_{meaning.language}", set())
        traces = wanted.setdefault(f"trace_{meaning.language}", set())
        words = wanted.setdefault(f"words_{meaning.language}", set())
        themes = wanted.setdefault(f"theme_{meaning.language}", set())
        own = wanted.setdefault(f"text_{meanings[0].language}", set())
        for stems in (*meaning.phrases, *meaning.excluded):
            text.update(stems)
        for word in meaning.words:
            own.add(word.own_stem)
            themes.add(word.stem)
            traces.update(word.traces)
            for variant in word.variants:
                text.update(variant.stems)
            for cut in cuts_of(word.typed):
                words.update(cut)
    return wanted


class ElasticVocabulary:
    """The vocabulary of one language for the question at hand."""

    def __init__(self, spellings: Spellings, language: str) -> None:
        self._spellings = spellings
        self._language = language

    def stem_frequency(self, stem: str) -> int:
        return int(self._spellings.is_found(self._language, stem))

    def trace_frequency(self, trace: str) -> int:
        return int(self._spellings.stands(f"trace_{self._language}", trace))

    def halves(self, word: str) -> list[tuple[str, str]]:
        """Return the ways to write the word as two words that are both known."""
        stands = partial(self._spellings.stands, f"words_{self._language}")
        found = [cut for cut in cuts_of(word) if all(map(stands, cut))]
        return found[:MOST_CUTS]

    def completions(self, word: str) -> list[str]:
        return self._spellings.completions(self._language, word)

    def corrections(self, word: str) -> list[str]:
        return self._spellings.corrections(self._language, word)

    def as_written(self, folded: str) -> str:
        return self._spellings.as_written(self._language, folded)
