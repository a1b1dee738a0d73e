"""The languages of the site, each by its own name, and how each writes words in a row."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language

# In its own script, as a reader looks for it.
OWN_NAMES = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "pt": "Português",
    "ar": "العربية",
}
_RIGHT_TO_LEFT = frozenset({"ar"})
_COMMAS = {"ar": "، "}
# Of the letters that have a direction (Unicode annex 9).
_DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direction_of(language: str) -> str:
    """`rtl` or `ltr`, for the `dir` of a text in this language."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def apart(text: str) -> str:
    """`text` to stand within a sentence of the language of the screen.

    Where it has letters of the other direction it is isolated (U+2068 … U+2069), so that marks
    at its edges stay with it.
    """
    around = direction_of(get_language() or "")
    found = {_DIRECTIONS.get(unicodedata.bidirectional(letter), around) for letter in text}
    return f"\u2068{text}\u2069" if found - {around} else text


def unmarked(sentence: str) -> str:
    """`sentence` without the signs of `apart`, where none may stand: one line of a mail."""
    return sentence.translate({0x2068: None, 0x2069: None})


def comma_of(language: str | None) -> str:
    """What parts the words of a list, with its space."""
    return _COMMAS.get(language or "", ", ")


def listed(words: Iterable[Any], language: str | None = None) -> str:
    """`words` in a row as `language` writes them, or the language of the screen; none is empty."""
    return comma_of(language or get_language()).join(str(word) for word in words if word)
