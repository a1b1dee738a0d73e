"""Stems of English, French, Spanish and Portuguese words that come folded, without accents.

The Snowball rules name accented endings, but readers leave accents out: so the accents of the
common endings are put back before the rules are asked, and both sides of a search are treated
alike.
"""

import re
from collections.abc import Callable

import tantivy

_SNOWBALL_NAMES = {"en": "english", "fr": "french", "es": "spanish", "pt": "portuguese"}

_ENDINGS: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    language: tuple((re.compile(pattern), replacement) for pattern, replacement in rules)
    for language, rules in {
        "en": (
            (r"ae", "e"),
            (r"isation(s?)$", r"ization\1"),
            (r"(?<=....)is(e|es|ed|er|ers|ing)$", r"iz\1"),
            (r"(?<=...)our(s|ed|ing|al|hood|hoods)?$", r"or\1"),
            (r"(?<=..)([nt])tre(s?)$", r"\1ter\2"),
            (r"^(lic|def|off|pret)ence(s?)$", r"\1ense\2"),
            (r"ogue(s?)$", r"og\1"),
            (r"amme(s?)$", r"am\1"),
            (r"ll(ed|ing|er|ers)$", r"l\1"),
        ),
        "fr": (
            (r"ees?$", "e"),
            (r"(?<=...)ites?$", "ité"),
            (r"eaux$", "eau"),
            (r"(?<=..)aux$", "al"),
            (r"(?<=...)iques?$", "ique"),
        ),
        "es": (
            (r"(?<=..)([cs])ion$", r"\1ión"),
            (r"(?<=..)([cs])iones$", r"\1ión"),
            (r"(?<=...)logias?$", "logía"),
        ),
        "pt": (
            (r"(?<=.)coes$", "ção"),
            (r"(?<=.)soes$", "são"),
            (r"(?<=.)cao$", "ção"),
            (r"(?<=.)sao$", "são"),
            (r"(?<=..)(oes|aes|aos)$", "ão"),
            (r"(?<=..)ao$", "ão"),
            (r"(?<=..)avel$|(?<=..)aveis$", "ável"),
            (r"(?<=..)ivel$|(?<=..)iveis$", "ível"),
            (r"(?<=..)ais$", "al"),
            (r"(?<=...[bcdfghjklmnpqrstvxz])is$", "il"),
            (r"(?<=...)ens$", "em"),
            (r"(?<=..)encias?$", "ência"),
            (r"(?<=..)ancias?$", "ância"),
        ),
    }.items()
}
_MINIMUM_TRACE = 5


def stemmer_for(language: str) -> Callable[[str], str]:
    """Return the Snowball stemmer of a language as a function of one word."""
    analyser = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
        .filter(tantivy.Filter.stemmer(_SNOWBALL_NAMES[language]))
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )
    endings = _ENDINGS[language]

    def stem(word: str) -> str:
        for pattern, replacement in endings:
            word, count = pattern.subn(replacement, word)
            if count and language != "en":
                break
        found = analyser.analyze(word)
        return found[0] if found else word

    return stem


def traces(stem: str) -> set[str]:
    """Return a looser form that joins words of one family (inundación, inunden)."""
    return {f"~{stem[:_MINIMUM_TRACE]}"} if len(stem) >= _MINIMUM_TRACE else set()
