"""One analyser per language: the same words on both sides, whichever engine stores them."""

import unicodedata
from collections.abc import Set
from functools import cache
from itertools import chain
from pathlib import Path

from search.engine.interface import LANGUAGES
from search.engine.language import arabic, latin
from search.engine.language.text import WORD, fold, is_arabic

# Words are remembered, because texts repeat them; the limit keeps a worker's memory bounded.
_REMEMBERED_WORDS = 300_000
_REMEMBERED_LETTERS = 5_000_000
_LONGEST_WORD = 60
# Stands between a folded word and the same word as written: amenagement|aménagement.
SPELLING = "|"


def read_stop_words(language: str) -> frozenset[str]:
    """Return the folded stop words of a language; lines that begin with # are comments."""
    path = Path(__file__).parent / "stopwords" / f"{language}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(
        fold(word) for line in lines if not line.startswith("#") for word in line.split()
    )


class _Tokens:
    """Words and terms of what stands between two spaces, by that token."""

    def __init__(self) -> None:
        self.words: dict[str, list[str]] = {}
        self.terms: dict[str, list[str]] = {}
        self.letters = 0


class Analyser:
    """Turns text of one language into terms. Terms hold no spaces."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.stop_words = read_stop_words(language)
        self._stem_latin = latin.stemmer_for("en" if language == "ar" else language)
        self._terms: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._traces: dict[str, frozenset[str]] = {}
        self._vocabulary: dict[str, tuple[str, str]] = {}
        self._tokens = _Tokens()

    def is_stop_word(self, word: str) -> bool:
        """Whether the word says nothing; an acronym in capitals (IT, OU) always says something."""
        folded = fold(word)
        if len(word) > 1 and word.isupper() and word.isascii():
            return False
        return folded in self.stop_words or (len(folded) == 1 and not folded.isdigit())

    def term(self, word: str) -> str:
        """Return the stem of a word as typed, or "" for a word that says nothing."""
        known = self._terms.get(word)
        if known is None:
            if len(self._terms) >= _REMEMBERED_WORDS:
                self._terms.clear()
            known = self._terms[word] = "" if self.is_stop_word(word) else self.stem(word)
        return known

    def words(self, text: str) -> set[str]:
        """Return the different words of a text, as written."""
        tokens = set(text.split())
        return set(chain.from_iterable(map(self._cut(tokens).words.__getitem__, tokens)))

    def words_with(self, text: str, stems: Set[str]) -> list[tuple[str, str]]:
        """Return the different words of a text that have one of the stems, each with its stem."""
        tokens = set(text.split())
        known = self._cut(tokens)
        holding = (token for token in tokens if not stems.isdisjoint(known.terms[token]))
        words = set(chain.from_iterable(map(known.words.__getitem__, holding)))
        return [(word, stem) for word in words if (stem := self.term(word)) in stems]

    def stem(self, word: str) -> str:
        """Return the stem of a word, stop word or not."""
        known = self._stems.get(word)
        if known is None:
            if len(self._stems) >= _REMEMBERED_WORDS:
                self._stems.clear()
            known = self._stems[word] = self._find_stem(word)
        return known

    def _find_stem(self, word: str) -> str:
        folded = fold(word)[:_LONGEST_WORD]
        if self.language == "ar" and is_arabic(folded):
            return arabic.light_stem(folded)
        return self._stem_latin(folded)

    def terms(self, text: str) -> list[str]:
        """Return the stems of the text in order, stop words left out."""
        return self.read(text)[0]

    def read(self, text: str) -> tuple[list[str], set[str]]:
        """Return the stems of the text in order, stop words left out, and its different words."""
        tokens = text.split()
        different = set(tokens)
        known = self._cut(different)
        return (
            list(chain.from_iterable(map(known.terms.__getitem__, tokens))),
            set(chain.from_iterable(map(known.words.__getitem__, different))),
        )

    def _cut(self, tokens: set[str]) -> "_Tokens":
        """Return what is known of tokens, these among them.

        Each is cut into words once, which takes a third of the time of cutting whole texts. No word
        holds a space, so a text has the words of its tokens and no others.
        """
        known = self._tokens
        unknown = tokens.difference(known.words)
        if unknown:
            known.letters += sum(map(len, unknown))
            if known.letters > _REMEMBERED_LETTERS:
                # A new memory, because another thread may be reading in the full one.
                known = self._tokens = _Tokens()
                unknown = tokens
            for token in unknown:
                words = WORD.findall(token)
                known.terms[token] = [term for term in map(self.term, words) if term]
                known.words[token] = words
        return known

    def all_terms(self, text: str) -> list[str]:
        """Return the stems of the text in order, stop words included (for titles)."""
        return [self.stem(word) for word in WORD.findall(text)]

    def traces(self, word: str) -> frozenset[str]:
        """Return the looser forms of a word, which join the words of one family."""
        known = self._traces.get(word)
        if known is None:
            known = self._find_traces(word)
            if len(self._traces) >= _REMEMBERED_WORDS:
                self._traces.clear()
            self._traces[word] = known
        return known

    def vocabulary(self, words: set[str]) -> tuple[str, str]:
        """Return the traces of all these words, and their spellings, each parted by spaces."""
        known = self._vocabulary
        for word in words.difference(known):
            if len(known) >= _REMEMBERED_WORDS:
                break
            known[word] = (" ".join(self.traces(word)), " ".join(self._find_spellings(word)))
        found = [
            known.get(word) or (" ".join(self.traces(word)), " ".join(self._find_spellings(word)))
            for word in words
        ]
        if not found:
            return "", ""
        traces, spellings = zip(*found, strict=True)
        return " ".join(traces), " ".join(spellings)

    def _find_spellings(self, word: str) -> tuple[str, ...]:
        folded = fold(word)
        if len(folded) < 3 or len(folded) > _LONGEST_WORD or not self.term(word):
            return ()
        written = unicodedata.normalize("NFC", word.lower())
        return (folded,) if written == folded else (folded, f"{folded}{SPELLING}{written}")

    def _find_traces(self, word: str) -> frozenset[str]:
        if not self.term(word):
            return frozenset()
        folded = fold(word)[:_LONGEST_WORD]
        if self.language == "ar" and is_arabic(folded):
            return frozenset(arabic.traces(folded))
        return frozenset(latin.traces(self.term(word)))


@cache
def analyser_for(language: str) -> Analyser:
    """Return the one analyser of a language; a language we do not know is read as English."""
    return Analyser(language if language in LANGUAGES else "en")
