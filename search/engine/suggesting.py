"""Titles while a reader is typing: what counts as the beginning, and which titles are the same."""

from collections.abc import Iterable, Mapping
from typing import Any

from search.engine.interface import Suggestion
from search.engine.language.text import clean, plain_key

# Of each suggestion so many rows are read, because versions of one title are offered once.
SUGGESTED_READ = 3
_LONGEST_TEXT = 60


def beginning_of(text: str) -> str:
    """Return the folded words typed so far, or "" while they are too few letters to tell."""
    typed = plain_key(clean(text[: _LONGEST_TEXT * 2])[:_LONGEST_TEXT])
    return typed if len(typed) >= 2 else ""


def different_titles(rows: Iterable[Mapping[str, Any]], limit: int) -> list[Suggestion]:
    """Return at most ``limit`` suggestions; of one title in one language the first."""
    suggestions: dict[tuple[str, str], Suggestion] = {}
    for row in rows:
        one = Suggestion(row["key"], row["title"], row["language"], row["type"])
        suggestions.setdefault((one.language, plain_key(one.title)), one)
        if len(suggestions) == limit:
            break
    return list(suggestions.values())
