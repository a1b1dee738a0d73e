"""Terms of local government that mean the same, or nearly: widens the words of a question.

A group holds, per language, the terms that a reader may use for one notion, acronyms included.
"same" groups are close to synonyms; "near" groups are things one asks about together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from search.engine.language.analysis import analyser_for

Relation = Literal["same", "near"]
_LONGEST_TERM = 6
_USUAL_NAMES = 2


@dataclass(frozen=True, slots=True)
class Group:
    """One notion: ``terms`` maps a language to what people call it there."""

    notion: str
    relation: Relation
    terms: dict[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Widening:
    """Another way to say the words of a question from ``start`` up to ``end``."""

    start: int
    end: int
    terms: tuple[str, ...]
    relation: Relation


@dataclass(slots=True)
class Glossary:
    """The groups of all languages, ready to be asked by stems."""

    _groups: list[dict[str, list[tuple[str, ...]]]] = field(default_factory=list)
    _relations: list[Relation] = field(default_factory=list)
    _places: dict[str, dict[tuple[str, ...], list[int]]] = field(default_factory=dict)

    @classmethod
    def from_groups(cls, groups: Iterable[Group]) -> "Glossary":
        glossary = cls()
        for group in groups:
            analysed = {
                language: list(
                    dict.fromkeys(stems for term in terms if (stems := _stems(language, term)))
                )
                for language, terms in group.terms.items()
            }
            number = len(glossary._groups)
            glossary._groups.append(analysed)
            glossary._relations.append(group.relation)
            for language, stems_of_terms in analysed.items():
                places = glossary._places.setdefault(language, {})
                for stems in stems_of_terms:
                    places.setdefault(stems, []).append(number)
        return glossary

    def holds(self, language: str, stem: str) -> bool:
        """Whether the one-word term is known in this language."""
        return (stem,) in self._places.get(language, {})

    def widen(self, asked_in: str, stems: Sequence[str], wanted_in: str) -> list[Widening]:
        """Return other ways to say the stems (of language ``asked_in``) in ``wanted_in``."""
        places = self._places.get(asked_in, {})
        found: list[Widening] = []
        for start in range(len(stems)):
            for end in range(start + 1, min(start + _LONGEST_TERM, len(stems)) + 1):
                said = tuple(stems[start:end])
                for number in places.get(said, ()):
                    group = self._groups[number].get(wanted_in, [])
                    # In another language the usual names will do; its other words cost time.
                    for terms in group if asked_in == wanted_in else group[:_USUAL_NAMES]:
                        if terms != said or asked_in != wanted_in:
                            found.append(Widening(start, end, terms, self._relations[number]))
        return found


def _stems(language: str, term: str) -> tuple[str, ...]:
    return tuple(analyser_for(language).terms(term))
