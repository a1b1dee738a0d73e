"""The words of the index: which there are, and which are near to one that is not there.

Only words of items this reader may find are offered: every offer is counted with the reader's own
exclusions, because a better spelling would tell of hidden titles.
"""

from collections.abc import Iterator

from search.engine.embedded.closing import kept_out
from search.engine.embedded.queries import EmbeddedQueries
from search.engine.embedded.state import View
from search.engine.interface import Reader
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


class Known:
    """What one reader may know of the words of the index.

    A word counts by the open texts alone; a word of closed ones is known, and not how often.
    """

    def __init__(self, view: View, reader: Reader) -> None:
        self._open = view.open.searcher
        self._shelves = [(shelf, kept_out(shelf, reader)) for shelf in view.shelves(reader)]

    def frequency(self, field: str, term: str) -> int:
        """Return in how many open items a term stands."""
        return self._open.doc_freq(field, term)

    def stands(self, field: str, term: str) -> bool:
        """Whether a term stands on the shelves of this reader, in items of whichever audience."""
        return any(shelf.searcher.doc_freq(field, term) for shelf, _ in self._shelves)

    def is_found(self, field: str, term: str) -> bool:
        """Whether a term stands in an item that this reader may find."""
        for shelf, closed in self._shelves:
            if shelf.searcher.doc_freq(field, term):
                if not closed:
                    return True
                say = EmbeddedQueries(shelf, shelf)
                asked = say.joined(must=[say.keyword(field, [term])], must_not=closed)
                if shelf.searcher.search(asked, limit=1, count=False).hits:
                    return True
        return False

    def beginning(self, field: str, text: str, most: int) -> list[tuple[int, str]]:
        """Return terms that begin so, with the number of open items each stands in."""
        terms = {
            term
            for shelf, _ in self._shelves
            for term, _count in shelf.searcher.terms_with_prefix(field, text, limit=most)
        }
        return [(self.frequency(field, term), term) for term in terms]


class IndexVocabulary:
    """The vocabulary of one language, as one reader may know it."""

    def __init__(self, known: Known, language: str) -> None:
        self._known = known
        self._language = language
        self._field = f"words_{language}"

    def stem_frequency(self, stem: str) -> int:
        """Return whether a stem stands in a text, or in the name of a theme, of this language."""
        return int(
            self._known.is_found(f"text_{self._language}", stem)
            or self._known.frequency(f"theme_{self._language}", stem) > 0
        )

    def trace_frequency(self, trace: str) -> int:
        return int(self._known.stands(f"trace_{self._language}", trace))

    def halves(self, word: str) -> list[tuple[str, str]]:
        """Return the ways to write the word as two words that are both known."""
        known = self._known
        found = [cut for cut in cuts_of(word) if all(known.stands(self._field, one) for one in cut)]
        return found[:MOST_CUTS]

    def completions(self, word: str) -> list[str]:
        """Return words that begin so, most frequent first."""
        folded = fold(word)
        if not is_completable(folded):
            return []
        found = self._known.beginning(self._field, folded, 400)
        return self._only_found(
            [pair for pair in found if SPELLING not in pair[1]], MOST_COMPLETIONS
        )

    def corrections(self, word: str) -> list[str]:
        """Return words one slip away (two in a long word), most frequent first."""
        folded = fold(word)
        if not is_correctable(folded):
            return []
        known, field = self._known, self._field
        found = [
            (known.frequency(field, edit), edit)
            for edit in dict.fromkeys(_one_slip(folded))
            if known.stands(field, edit)
        ]
        if not found and len(folded) >= LONG_WORD:
            found = self._two_slips(folded)
        return self._only_found(found, MOST_CORRECTIONS)

    def _only_found(self, counted: list[tuple[int, str]], most: int) -> list[str]:
        counted.sort(key=lambda pair: (-pair[0], pair[1]))
        found: list[str] = []
        for _, term in counted[: most * 3]:
            if self._known.is_found(self._field, term):
                found.append(term)
                if len(found) == most:
                    break
        return found

    def as_written(self, folded: str) -> str:
        """Return the most frequent spelling with its accents that this reader may find."""
        written = self._known.beginning(self._field, f"{folded}{SPELLING}", 20)
        found = [pair for pair in written if self._known.is_found(self._field, pair[1])]
        if not found:
            return folded
        count, term = max(found)
        is_usual = count * 2 >= self._known.frequency(self._field, folded)
        return term.split(SPELLING, 1)[1] if is_usual else folded

    def _two_slips(self, folded: str) -> list[tuple[int, str]]:
        return [
            (count, term)
            for count, term in self._known.beginning(self._field, folded[:2], _MOST_NEIGHBOURS)
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
