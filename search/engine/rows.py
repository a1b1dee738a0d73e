"""How a document becomes the rows of an index, whichever engine stores them.

An item is one row with all its text, so that hits, totals and facets count items; each of its parts
is a row of its own, asked only for the items of one results page. Text is analysed by
``search.engine.language`` here: an index itself splits at spaces and knows no language.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from search.engine.interface import LANGUAGES, Document, Part, fingerprint
from search.engine.language.analysis import Analyser, analyser_for
from search.engine.language.arabic import without_article
from search.engine.language.text import WORD, fold, is_arabic, plain_key
from search.engine.shelves import shelf_of

_HEADING_WEIGHT = 2
_SUMMARY_WEIGHT = 2
_TITLE_KEY_LENGTH = 200
_PIECE_LENGTH = 1800


@dataclass(frozen=True, slots=True)
class PartRow:
    """A place inside an item: its terms parted by spaces, and what is shown of it."""

    terms: str
    stored: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item. Texts are terms parted by spaces; ``facts`` maps a field to its values.

    ``shelf`` is where its words are counted. ``themes`` holds the words of the names of its themes,
    by language.
    ``worth`` multiplies its relevance.
    ``review_by`` is an ordinal day, 0 for none; ``published_at`` counts microseconds since 1970.
    """

    key: str
    version: int
    language: str
    shelf: str
    worth: float
    review_by: int
    published_at: int
    title_key: str
    title_words: str
    title: str
    text: str
    traces: str
    spellings: str
    themes: dict[str, str]
    facts: list[tuple[str, Sequence[str]]]
    stored: dict[str, Any]
    parts: list[PartRow]


def index_language(language: str) -> str:
    """Return the language whose fields hold the text of this language."""
    return language if language in LANGUAGES else "en"


def rows_of(document: Document) -> ItemRow:
    """Return the rows of one item: itself, with its parts."""
    language = index_language(document.language or _script_of(document.title))
    text = _ItemText(analyser_for(language))
    headings = list(dict.fromkeys([*document.headings, *(part.title for part in document.parts)]))
    for said, weight in (
        (document.title, 1),
        (document.summary, _SUMMARY_WEIGHT),
        ("\n".join(headings), _HEADING_WEIGHT),
        ("\n".join(document.keywords), 1),
        (document.body, 1),
    ):
        text.add(said, weight)
    parts = [_part_row(piece, text) for part in document.parts for piece in _pieces(part)]
    published = document.published_at or datetime.fromtimestamp(0, UTC)
    traces, spellings = text.analyser.vocabulary(text.words)
    return ItemRow(
        key=document.key,
        version=document.version,
        language=language,
        shelf=shelf_of(document.barriers),
        worth=document.worth,
        review_by=document.review_by.toordinal() if document.review_by else 0,
        published_at=int(published.timestamp() * 1_000_000),
        title_key=plain_key(document.title[:_TITLE_KEY_LENGTH]),
        title_words=" ".join(_title_words(document.title)),
        title=" ".join(text.analyser.all_terms(document.title)),
        text=" ".join(text.terms),
        traces=traces,
        spellings=spellings,
        themes={
            one: " ".join(analyser_for(one).terms("\n".join(names)))
            for one, names in document.theme_names.items()
        },
        facts=_facts(document),
        stored=_shown(document),
        parts=parts,
    )


def _script_of(title: str) -> str:
    """Return a language in which a name that is of no language can be read: one of its script."""
    return "ar" if any(is_arabic(word) for word in WORD.findall(title)) else "en"


class _ItemText:
    """The analysed text of one item, each stretch of it read once."""

    def __init__(self, analyser: Analyser) -> None:
        self.analyser = analyser
        self.terms: list[str] = []
        self.words: set[str] = set()

    def add(self, text: str, weight: int) -> list[str]:
        terms, words = self.analyser.read(text)
        self.terms.extend(terms * weight)
        self.words |= words
        return terms


def _pieces(part: Part) -> Iterator[Part]:
    """Cut a long part into pieces of a few paragraphs: a passage is found, not a chapter."""
    text = part.text
    if len(text) <= _PIECE_LENGTH * 1.3:
        yield part
        return
    start = 0
    while len(text) - start > _PIECE_LENGTH * 1.3:
        end = text.rfind(". ", start + _PIECE_LENGTH // 2, start + _PIECE_LENGTH) + 1
        if end <= 0:
            end = text.rfind(" ", start + _PIECE_LENGTH // 2, start + _PIECE_LENGTH) + 1
        if end <= 0:
            end = start + _PIECE_LENGTH
        yield replace(part, text=text[start:end].strip())
        start = end
    yield replace(part, text=text[start:].strip())


def _part_row(part: Part, text: _ItemText) -> PartRow:
    terms = text.add(part.text, 1)
    title_terms = text.analyser.terms(part.title)
    kept = {
        "key": part.key,
        "kind": part.kind,
        "title": part.title,
        "target": part.target,
        "text": part.text,
    }
    return PartRow(" ".join(title_terms * _HEADING_WEIGHT + terms), kept)


def _title_words(title: str) -> Iterator[str]:
    """Words of a title as readers begin to type them, Arabic ones also without article."""
    for word in WORD.findall(title):
        folded = fold(word)
        yield folded
        if is_arabic(folded):
            yield without_article(folded)


def _facts(document: Document) -> list[tuple[str, Sequence[str]]]:
    return [
        ("scopes", document.scopes),
        ("type", (document.type,)),
        ("theme", document.themes),
        ("country", document.countries),
        ("language", (document.language,) if document.language else ()),
        ("organisation", document.organisations),
        ("year", (str(document.year),) if document.year else ()),
        ("size_band", (document.size_band,) if document.size_band else ()),
        ("has_contact", ("yes",) if document.has_contact else ()),
    ]


def _shown(document: Document) -> dict[str, object]:
    return {
        "key": document.key,
        "title": document.title,
        "language": document.language,
        "type": document.type,
        "external_id": document.external_id,
        "group": document.group,
        "shown": dict(document.shown),
        "text": document.summary or document.body[:2000],
        "fingerprint": fingerprint(document),
    }
