"""Finds the passage of a text that answers, and marks in it what was asked for.

Works on the text itself with the analyser of its language, so that stems, traces, corrected words
and terms of the glossary are marked alike, whichever engine found them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from search.engine.language.analysis import Analyser

_PASSAGE_LENGTH = 260
_LEAD = 60
_LONGEST_TEXT = 20_000
_WIDEST_GAP = 24
_TRACE_WORTH = 0.3


@dataclass(slots=True)
class Marks:
    """What to mark in texts of one language, with what each is worth."""

    stems: dict[str, float] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], float] = field(default_factory=dict)
    traces: set[str] = field(default_factory=set)

    def add(self, stems: Sequence[str], worth: float) -> None:
        if len(stems) == 1:
            self.stems[stems[0]] = max(worth, self.stems.get(stems[0], 0))
        elif stems:
            self.phrases[tuple(stems)] = max(worth, self.phrases.get(tuple(stems), 0))


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    name: str
    worth: float


def passage(text: str, marks: Marks, analyser: Analyser) -> tuple[str, float]:
    """Return the best passage as safe HTML with ``<mark>``, and how well it answers."""
    text = text[:_LONGEST_TEXT]
    found = _find(text, marks, analyser)
    start, worth = _best_window(found)
    start = _start_of_passage(text, start) if found else 0
    end = _end_of_passage(text, start)
    return _render(text, start, end, found), worth


def _find(text: str, marks: Marks, analyser: Analyser) -> list[_Mark]:
    """Find what is said as asked; only where nothing is, words of the same families."""
    found = _find_stems(text, marks, analyser)
    if not found and marks.traces:
        for word in analyser.words(text):
            shared = analyser.traces(word) & marks.traces
            if shared:
                name = min(shared)
                found += [
                    _Mark(start, start + len(word), name, _TRACE_WORTH)
                    for start in _places(text, word)
                ]
    return _without_overlap(found)


def _find_stems(text: str, marks: Marks, analyser: Analyser) -> list[_Mark]:
    """Look at each different word once, then for the places of those that count: texts repeat."""
    in_phrases = {stem for phrase in marks.phrases for stem in phrase}
    found: list[_Mark] = []
    pieces: list[tuple[int, int, str]] = []
    for word, stem in analyser.words_with(text, {*marks.stems, *in_phrases}):
        worth = marks.stems.get(stem, 0.0)
        for start in _places(text, word):
            end = start + len(word)
            if worth:
                found.append(_Mark(start, end, stem, worth))
            if stem in in_phrases:
                pieces.append((start, end, stem))
    if pieces:
        found.extend(_find_phrases(text, sorted(pieces), marks, analyser))
    return found


def _places(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield start
        start = text.find(word, end)


def _find_phrases(
    text: str, pieces: list[tuple[int, int, str]], marks: Marks, analyser: Analyser
) -> Iterator[_Mark]:
    by_first: dict[str, list[tuple[tuple[str, ...], float]]] = {}
    for phrase, worth in marks.phrases.items():
        by_first.setdefault(phrase[0], []).append((phrase, worth))
    for number, (_start, _end, first) in enumerate(pieces):
        for phrase, worth in by_first.get(first, ()):
            said = pieces[number : number + len(phrase)]
            if tuple(stem for _, _, stem in said) == phrase and all(
                _stand_together(text[one[1] : other[0]], analyser) for one, other in pairwise(said)
            ):
                yield _Mark(said[0][0], said[-1][1], " ".join(phrase), worth * 1.5)


def _stand_together(between: str, analyser: Analyser) -> bool:
    """Whether nothing that says something stands between two words."""
    return len(between) <= _WIDEST_GAP and not analyser.terms(between)


def _without_overlap(found: list[_Mark]) -> list[_Mark]:
    kept: list[_Mark] = []
    for mark in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _best_window(found: list[_Mark]) -> tuple[int, float]:
    """Return where the densest stretch begins: different words count, repetitions hardly do."""
    best_start, best_worth = 0, 0.0
    first = 0
    for last, mark in enumerate(found):
        while mark.end - found[first].start > _PASSAGE_LENGTH - _LEAD:
            first += 1
        worths: dict[str, float] = {}
        for one in found[first : last + 1]:
            worths[one.name] = max(worths.get(one.name, 0), one.worth)
        worth = sum(worths.values()) + 0.02 * (last - first)
        if worth > best_worth + 1e-9:
            best_start, best_worth = found[first].start, worth
    return best_start, best_worth


def _start_of_passage(text: str, start: int) -> int:
    """Begin at the sentence when it begins near; else at a word."""
    earliest = max(0, start - _LEAD * 2)
    for sign in (". ", "? ", "! ", "؟ ", "\n"):
        place = text.rfind(sign, earliest, start)
        if place >= 0:
            earliest = max(earliest, place + len(sign))
    if earliest > 0 and not text[earliest - 1].isspace():
        place = text.find(" ", earliest, start)
        earliest = place + 1 if place >= 0 else start
    return earliest


def _end_of_passage(text: str, start: int) -> int:
    end = min(len(text), start + _PASSAGE_LENGTH)
    if end < len(text):
        place = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        if place > start + _PASSAGE_LENGTH // 2:
            end = place
    return end


def _render(text: str, start: int, end: int, found: list[_Mark]) -> str:
    pieces = ["… "] if start > 0 else []
    place = start
    for mark in found:
        if mark.start < place or mark.end > end:
            continue
        pieces.append(escape(text[place : mark.start]))
        pieces.append(f"<mark>{escape(text[mark.start : mark.end])}</mark>")
        place = mark.end
    pieces.append(escape(text[place:end]))
    if end < len(text):
        pieces.append(" …")
    return " ".join("".join(pieces).split())
