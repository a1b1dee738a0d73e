"""The words of the index: which there are, and which are near to one that is not there.

Only words of items this reader may find are offered: every offer is counted with the reader's own
exclusions, because a better spelling would tell of hidden titles.
"""

from collections.abc import Callable, Iterator

import tantivy

from search.engine.language.analysis import SPELLING
from search.engine.language.text import fold, is_arabic
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

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوية"
_MOST_NEIGHBOURS = 4000


class IndexVocabulary:
    """The vocabulary of one language; ``is_found`` tells whether this reader may find a word."""

    def __init__(
        self, searcher: tantivy.Searcher, language: str, is_found: Callable[[str, str], bool]
    ) -> None:
        self._searcher = searcher
        self._language = language
        self._field = f"words_{language}"
        self._is_found = is_found

    def frequency(self, word: str) -> int:
        return self._searcher.doc_freq(self._field, fold(word))

    def stem_frequency(self, stem: str) -> int:
        return int(self._is_found(f"text_{self._language}", stem)) or int(
            self._is_found(f"title_{self._language}", stem)
        )

    def trace_frequency(self, trace: str) -> int:
        return self._searcher.doc_freq(f"trace_{self._language}", trace)

    def halves(self, word: str) -> list[tuple[str, str]]:
        """Return the ways to write the word as two words that are both known."""
        found = [cut for cut in cuts_of(word) if all(self.frequency(half) for half in cut)]
        return found[:MOST_CUTS]

    def completions(self, word: str) -> list[str]:
        """Return words that begin so, most frequent first."""
        folded = fold(word)
        if not is_completable(folded):
            return []
        found = self._searcher.terms_with_prefix(self._field, folded, limit=400)
        plain = [(count, term) for term, count in found if SPELLING not in term]
        plain.sort(key=lambda pair: (-pair[0], pair[1]))
        return self._only_found(plain, MOST_COMPLETIONS)

    def corrections(self, word: str) -> list[str]:
        """Return words one slip away (two in a long word), most frequent first."""
        folded = fold(word)
        if not is_correctable(folded):
            return []
        near = {edit: self._searcher.doc_freq(self._field, edit) for edit in _one_slip(folded)}
        found = [(count, edit) for edit, count in near.items() if count]
        if not found and len(folded) >= LONG_WORD:
            found = self._two_slips(folded)
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        return self._only_found(found, MOST_CORRECTIONS)

    def _only_found(self, counted: list[tuple[int, str]], most: int) -> list[str]:
        found: list[str] = []
        for _, term in counted[: most * 3]:
            if self._is_found(self._field, term):
                found.append(term)
                if len(found) == most:
                    break
        return found

    def as_written(self, folded: str) -> str:
        """Return the most frequent spelling with its accents that this reader may find."""
        written = self._searcher.terms_with_prefix(self._field, f"{folded}{SPELLING}", limit=20)
        found = [pair for pair in written if self._is_found(self._field, pair[0])]
        if not found:
            return folded
        term, count = max(found, key=lambda pair: pair[1])
        is_usual = count * 2 >= self._searcher.doc_freq(self._field, folded)
        return term.split(SPELLING, 1)[1] if is_usual else folded

    def _two_slips(self, folded: str) -> list[tuple[int, str]]:
        found = self._searcher.terms_with_prefix(self._field, folded[:2], limit=_MOST_NEIGHBOURS)
        return [
            (count, term)
            for term, count in found
            if SPELLING not in term
            and abs(len(term) - len(folded)) <= 2
            and distance(folded, term, 2) <= 2
        ]


def _one_slip(word: str) -> Iterator[str]:
    letters = _ARABIC if is_arabic(word) else _LATIN
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in letters:
            if after and letter != after[0]:
                yield before + letter + after[1:]
            yield before + letter + after
