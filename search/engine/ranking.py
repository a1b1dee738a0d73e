"""What counts for how much: the numbers both engines order by, tuned on the judged queries."""

import math
from collections.abc import Iterable

from search.engine.interface import LANGUAGES, Request
from search.engine.rows import index_language

TITLE_WORTH = 2.0
PHRASE_WORTH = 0.6
TITLE_PHRASE_WORTH = 3.0
PHRASE_IN_PART_WORTH = 3.0
# What a word in the name of an item's theme is worth, in whichever language the item is.
THEME_WORTH = 1.0
EXACT_TITLE_SCORE = 1000.0
OTHER_LANGUAGE_WORTH = 0.35
STALE_WORTH = 0.75
# What the best part of an item adds to it: a long manual is not worse for its other chapters.
PART_WORTH = 0.3
UNKNOWN_WORD_WORTH = 2.0
TIE = 0.1
SLOP = 2
ALIKE_WORDS = 8
# A word that stands in so many texts as typed needs no other words to be found by.
PLENTY = 300
# Which share of the words an item must hold, and how many hits are enough to ask for no less: a
# large library answers with all of them, a small one with what comes near.
STAGES = ((1.0, 30), (0.6, 4), (0.34, 0))
# Within a window what only today knows (overdue) is weighed in; its order does not depend on the
# page.
WINDOW = 40
MOST_FACET_VALUES = 60
# A suggestion in the reader's language stands before one that begins with what was typed.
SUGGESTED_LANGUAGE_WORTH = 8.0
SUGGESTED_BEGINNING_WORTH = 4.0

_TRACE_WORTH = {"ar": 0.5}
_OTHER_TRACE_WORTH = 0.2


def trace_worth(language: str) -> float:
    """Return what a looser form of a word is worth beside its stem."""
    return _TRACE_WORTH.get(language, _OTHER_TRACE_WORTH)


def rarity_of(rows: int, frequencies: Iterable[int]) -> float:
    """Return how rare terms are together, as BM25 counts it."""
    return sum(math.log(1 + (max(0, rows - one) + 0.5) / (one + 0.5)) for one in frequencies)


def words_needed(count: int, share: float) -> int:
    """Return how many of the words an item must hold; of two both, unless a third will do."""
    if count == 2 and share > 0.5:
        return 2
    return math.ceil(count * share)


def is_enough(found: int, stage: int, most_words: int, *, has_all_words: bool) -> bool:
    """Whether so many hits of a stage end the asking; one word cannot be asked for in part."""
    return found >= STAGES[stage][1] or most_words < 2 or has_all_words


def languages_of(request: Request) -> list[str]:
    """Return the languages to read a question in, the one whose texts count most first.

    That is the reader's, or the first of those that the reader has narrowed the texts to. The
    reader's own is always read: it may be the one the words are in.
    """
    reader = index_language(request.language)
    chosen = [index_language(one) for one in request.filters.get("language", ())]
    first = [] if chosen and reader not in chosen else [reader]
    return list(dict.fromkeys([*first, *(chosen or LANGUAGES), reader]))
