"""Mends the spelling of a question when a word stands nowhere, and says so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.engine.glossary import Glossary
from search.engine.language.analysis import analyser_for
from search.engine.language.text import fold
from search.engine.question import Question
from search.engine.reading import COMPLETED_WORTH, CORRECTED_WORTH, Meaning, Word

MOST_CORRECTIONS = 3
MOST_COMPLETIONS = 12
MOST_CUTS = 2
# A word of so many letters may hold two slips.
LONG_WORD = 8
_MOST_MENDED_WORDS = 4
_LONGEST = 24


class Vocabulary(Protocol):
    """The words of one language as they stand in the index, for this reader."""

    def stem_frequency(self, stem: str) -> int: ...

    def trace_frequency(self, trace: str) -> int: ...

    def completions(self, word: str) -> Sequence[str]: ...

    def corrections(self, word: str) -> Sequence[str]: ...

    def halves(self, word: str) -> Sequence[tuple[str, str]]: ...

    def as_written(self, folded: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Mended:
    """``suggestion`` is the whole question in a better spelling, or ""."""

    suggestion: str
    is_forgiving: bool


def mend(
    question: Question,
    meanings: Sequence[Meaning],
    vocabulary_of: Callable[[str], Vocabulary],
    glossary: Glossary,
) -> Mended:
    """Add to each word that stands nowhere the words one may have meant.

    The reader's language comes first in ``meanings``: a word unknown in every language is mended
    there, else in the first of the others that knows a better one.
    """
    better: dict[str, str] = {}
    vocabularies = {meaning.language: vocabulary_of(meaning.language) for meaning in meanings}
    for meaning in meanings:
        for word in meaning.words:
            for halves in vocabularies[meaning.language].halves(word.typed):
                word.add(analyser_for(meaning.language).terms(" ".join(halves)), 1.0)
    unknown = _unknown_words(meanings, vocabularies, glossary)
    for typed in unknown[:_MOST_MENDED_WORDS]:
        for meaning in meanings:
            chosen = _mend_word(typed, meaning, vocabularies[meaning.language])
            if chosen is not None:
                if chosen:
                    better[typed] = chosen
                break
    if not better:
        return Mended("", False)
    return Mended(_replaced(question.text, better), True)


def _unknown_words(
    meanings: Sequence[Meaning], vocabularies: dict[str, Vocabulary], glossary: Glossary
) -> list[str]:
    typed = list(dict.fromkeys(word.typed for meaning in meanings for word in meaning.words))
    known: set[str] = set()
    for meaning in meanings:
        vocabulary = vocabularies[meaning.language]
        for word in meaning.words:
            if (
                vocabulary.stem_frequency(word.stem)
                or glossary.holds(meaning.language, word.stem)
                or any(
                    vocabulary.stem_frequency(variant.stems[0])
                    for variant in word.variants
                    if variant.worth == 1.0 and len(variant.stems) == 1
                )
            ):
                known.add(word.typed)
    return [word for word in typed if word not in known]


def _mend_word(typed: str, meaning: Meaning, vocabulary: Vocabulary) -> str | None:
    """Return the better spelling, "" when only completions were added, None when nothing was."""
    analyser = analyser_for(meaning.language)
    word = next((one for one in meaning.words if one.typed == typed), None)
    if word is None:
        return None
    # In Arabic an unknown form of a known root is a form, far more often than a slip.
    if meaning.language == "ar" and any(vocabulary.trace_frequency(one) for one in word.traces):
        return ""
    corrections = vocabulary.corrections(typed)
    if corrections:
        for correction in corrections[:MOST_CORRECTIONS]:
            word.add((analyser.stem(correction),), CORRECTED_WORTH)
        return vocabulary.as_written(corrections[0])
    return "" if _complete(word, vocabulary, meaning.language) else None


def _complete(word: Word, vocabulary: Vocabulary, language: str) -> bool:
    completions = vocabulary.completions(word.typed)
    for completion in completions:
        word.add((analyser_for(language).stem(completion),), COMPLETED_WORTH)
    return bool(completions)


def _replaced(text: str, better: dict[str, str]) -> str:
    pieces = []
    for piece in text.split(" "):
        for typed, chosen in better.items():
            if typed in piece and fold(typed) != fold(chosen):
                piece = piece.replace(typed, chosen)
                break
        pieces.append(piece)
    return " ".join(pieces)


def is_correctable(folded: str) -> bool:
    """Whether a word may be a slip: long enough to tell, and made of letters."""
    return 4 <= len(folded) <= _LONGEST and folded.isalpha()


def is_completable(folded: str) -> bool:
    """Whether a word may be the beginning of another."""
    return len(folded) >= 3


def cuts_of(word: str) -> list[tuple[str, str]]:
    """Return all ways to cut a long word in two that may be words."""
    folded = fold(word)
    if not LONG_WORD <= len(folded) <= _LONGEST:
        return []
    return [(folded[:place], folded[place:]) for place in range(3, len(folded) - 2)]


def distance(first: str, second: str, most: int) -> int:
    """Return the number of slips between two words; more than ``most`` is returned as most + 1."""
    previous_but_one: list[int] = []
    previous = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        current = [row]
        for column, other in enumerate(second, 1):
            cost = min(
                previous[column] + 1,
                current[column - 1] + 1,
                previous[column - 1] + (letter != other),
            )
            is_swap = row > 1 and column > 1 and letter == second[column - 2]
            if is_swap and first[row - 2] == other:
                cost = min(cost, previous_but_one[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        previous_but_one, previous = previous, current
    return previous[-1]
