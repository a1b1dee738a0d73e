"""Words of a text: where they are, and how they look without case, accents and marks."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Apostrophes separate (l'eau, d'água), combining marks and the Arabic tatweel belong to their word.
# After a single letter more may follow: acronyms (P.P.P., R&D) and words like e-mail.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
WORD = re.compile(
    r"[^\W_]+(?:"
    r"(?<=\b[^\W\d_])(?:(?:\.[^\W\d_])+(?![^\W_])\.?|&[^\W\d_]\b|-[^\W\d_]{2,})"
    rf"|(?:[{_MARKS}]+[^\W_]*)+"
    r")?"
)
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_ARABIC_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه",
        "ی": "ي", "ک": "ك", "گ": "ك", "پ": "ب", "چ": "ج", "ڤ": "ف", "ھ": "ه", "ـ": None, "ء": None,
        "\u200c": None, "\u200d": None, "\u200e": None, "\u200f": None,
    }
)  # fmt: skip
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return ``text`` without lone surrogates, control characters and direction overrides."""
    return _CONTROLS.sub(" ", _SURROGATES.sub(" ", text))


def is_arabic(word: str) -> bool:
    """Whether the word holds a letter of the Arabic script."""
    return _ARABIC.search(word) is not None


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return the word in lower case, without accents, points and Arabic letter variants."""
    if word.isascii():
        return word.lower().replace(".", "").replace("-", "")
    if is_arabic(word):
        # Letter variants first: decomposed, hamza would be a mark like the vowels.
        word = unicodedata.normalize("NFKC", word).translate(_ARABIC_LETTERS)
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.translate(_LETTERS_WITHOUT_DECOMPOSITION).replace(".", "").replace("-", "")


def words(text: str) -> Iterator[re.Match[str]]:
    """Yield each word of the text as a match, so that its place is known."""
    return WORD.finditer(text)


def plain_key(text: str) -> str:
    """Return the text as one folded line: two titles with the same key read the same."""
    return " ".join(fold(match.group()) for match in WORD.finditer(text))
