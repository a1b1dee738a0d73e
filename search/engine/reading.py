"""What a question means in one language: its words, and every other way to say each of them.

No engine is named here. An engine turns a ``Meaning`` into its own query; the highlighter marks it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from search.engine.glossary import Glossary
from search.engine.highlight import Marks
from search.engine.interface import Request
from search.engine.language.analysis import Analyser, analyser_for
from search.engine.question import Question, read_question
from search.engine.ranking import languages_of
from search.engine.rows import index_language

Counter = Callable[[Sequence[str]], int]

CORRECTED_WORTH = 0.8
COMPLETED_WORTH = 0.6
RELATION_WORTH = {"same": 0.35, "near": 0.18}
_MOST_VARIANTS = 14


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to say a word: a stem, or several that stand together."""

    stems: tuple[str, ...]
    worth: float


@dataclass(slots=True)
class Word:
    """One word of the question that says something."""

    typed: str
    stem: str
    # The stem of the same word in the reader's own language.
    own_stem: str
    traces: frozenset[str]
    variants: list[Variant] = field(default_factory=list)

    def add(self, stems: Sequence[str], worth: float) -> None:
        stems = tuple(stems)
        is_new = bool(stems) and all(one.stems != stems for one in self.variants)
        if is_new and len(self.variants) < _MOST_VARIANTS:
            self.variants.append(Variant(stems, worth))


@dataclass(slots=True)
class Meaning:
    """A question read in one language. ``phrases`` must be there, ``excluded`` must not."""

    language: str
    words: list[Word]
    phrases: list[tuple[str, ...]]
    excluded: list[tuple[str, ...]]

    def marks(self) -> Marks:
        marks = Marks()
        for word in self.words:
            for variant in word.variants:
                marks.add(variant.stems, variant.worth)
            marks.traces |= word.traces
        for phrase in self.phrases:
            marks.add(phrase, 2)
        return marks


def read_request(request: Request, glossary: Glossary) -> tuple[Request, Question, list[Meaning]]:
    """Read what is asked in each language it is asked of, the reader's first.

    Where the reader's own language is not among those, the first of them stands for it.
    """
    question = read_question(request.text)
    languages = languages_of(request)
    own = index_language(request.language)
    asked_in = list(dict.fromkeys([languages[0], own]))
    meanings = [read_meaning(question, one, asked_in, glossary) for one in languages]
    return replace(request, language=languages[0]), question, meanings


def read_meaning(
    question: Question, language: str, asked_in: Sequence[str], glossary: Glossary
) -> Meaning:
    """Read a question in one language; its words may be in any of ``asked_in``.

    The first of those is the reader's. A word that says nothing in one of them says nothing.
    """
    analyser = analyser_for(language)
    reader = analyser_for(asked_in[0])
    said = [
        word
        for word in question.words
        if analyser.term(word) and all(analyser_for(one).term(word) for one in asked_in)
    ]
    # Two forms of one word are one word.
    once = {analyser.term(word): word for word in reversed(said)}
    said = [word for word in said if once[analyser.term(word)] is word]
    words = [
        Word(word, analyser.term(word), reader.term(word), analyser.traces(word)) for word in said
    ]
    for word in words:
        word.add((word.stem,), 1.0)
    _join_compounds(words, analyser)
    _widen(words, language, asked_in, glossary)
    return Meaning(
        language,
        words,
        [tuple(stems) for phrase in question.phrases if (stems := analyser.terms(phrase))],
        [tuple(stems) for said in question.excluded if (stems := analyser.terms(said))],
    )


def _join_compounds(words: list[Word], analyser: Analyser) -> None:
    """Two neighbours may be written as one word in the text: street light, streetlight."""
    for first, second in pairwise(words):
        if first.typed.isdigit() or second.typed.isdigit():
            continue
        joined = analyser.stem(first.typed + second.typed)
        first.add((joined,), 1.0)
        second.add((joined,), 1.0)


def _widen(words: list[Word], language: str, asked_in: Sequence[str], glossary: Glossary) -> None:
    for asking in dict.fromkeys([language, *asked_in]):
        analyser = analyser_for(asking)
        stems = [analyser.term(word.typed) for word in words]
        for widening in glossary.widen(asking, stems, language):
            worth = RELATION_WORTH[widening.relation]
            for word in words[widening.start : widening.end]:
                word.add(widening.terms, worth)
