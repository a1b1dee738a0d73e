"""Reads what a person typed: words, phrases in quotes, words to leave out. Never fails."""

import re
from dataclasses import dataclass

from search.engine.interface import MAXIMUM_QUERY_LENGTH
from search.engine.language.text import WORD, clean

_PIECE = re.compile(
    r'(?P<minus>(?<!\S)-)?(?:"(?P<straight>[^"]*)"|“(?P<curly>[^“”]*)”|«(?P<angled>[^«»]*)»'
    r"|(?P<bare>[^\s\"“”«»]+))"
)
_MOST_WORDS = 32


@dataclass(frozen=True, slots=True)
class Question:
    """The words as typed, in order; ``text`` is the whole question, cleaned and cut."""

    text: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]

    @property
    def says_something(self) -> bool:
        """Whether there is anything to find, not only something to leave out."""
        return bool(self.words or self.phrases)

    @property
    def is_empty(self) -> bool:
        return not (self.says_something or self.excluded)


def read_question(text: str) -> Question:
    """Read a question of any length and content; only its first 200 characters count."""
    text = " ".join(clean(text[: MAXIMUM_QUERY_LENGTH * 4]).split())[:MAXIMUM_QUERY_LENGTH]
    words: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    for piece in _PIECE.finditer(text):
        quoted = piece["straight"] or piece["curly"] or piece["angled"]
        said = quoted or piece["bare"] or ""
        found = WORD.findall(said)
        if not found:
            continue
        if piece["minus"]:
            excluded.append(said)
        elif quoted and len(found) > 1:
            phrases.append(quoted)
        else:
            words.extend(found)
    return Question(text, tuple(words[:_MOST_WORDS]), tuple(phrases[:4]), tuple(excluded[:8]))
