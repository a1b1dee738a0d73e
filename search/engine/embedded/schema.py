"""The fields of the embedded index, and how a document becomes its rows.

An item is one row with all its text, so that hits, totals and facets count items; each of its parts
is a row of its own, asked only for the items of one results page. Text is analysed by
``search.engine. language`` before it comes here: the index itself splits at spaces and knows no
language.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import tantivy

from search.engine.interface import FACETS, LANGUAGES, Document, Part, fingerprint
from search.engine.language.analysis import Analyser, analyser_for
from search.engine.language.arabic import without_article
from search.engine.language.text import WORD, fold, is_arabic, plain_key

# Raise when fields or analysis change: an index of another number is not read, it is rebuilt.
FORMAT = 5
BARRIER_SEPARATOR = " "
CLOSED = "closed"
_HEADING_WEIGHT = 2
_SUMMARY_WEIGHT = 2
_TITLE_KEY_LENGTH = 200
_PIECE_LENGTH = 1800
# Made once: with options, json.dumps makes one for each value.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
KEYWORD_FIELDS = (
    "kind",
    "title_key",
    "scopes",
    "barrier",
    "audience_set",
    "access",
    "type",
    "theme",
    "country",
    "language",
    "organisation",
    "year",
    "size_band",
    "has_contact",
)


def barrier_term(scope: str, audience: str) -> str:
    """Return the term for a scope that is closed to all but an audience."""
    return f"{scope}{BARRIER_SEPARATOR}{audience}"


def index_language(language: str) -> str:
    """Return the language whose fields hold the text of this language."""
    return language if language in LANGUAGES else "en"


def build_schema() -> tantivy.Schema:
    """Return the schema: one set of text fields per language, one set of facts for all."""
    builder = tantivy.SchemaBuilder()
    for name in KEYWORD_FIELDS:
        builder.add_text_field(
            name,
            fast=name in FACETS,
            tokenizer_name="raw",
            index_option="basic",
        )
    builder.add_integer_field("item", indexed=True, fast=True)
    builder.add_integer_field("version", fast=True)
    builder.add_integer_field("review_by", fast=True)
    builder.add_integer_field("published_at", fast=True)
    builder.add_bytes_field("stored", stored=True)
    builder.add_text_field("title_words", tokenizer_name="terms", index_option="basic")
    for language in LANGUAGES:
        builder.add_text_field(f"title_{language}", tokenizer_name="terms")
        builder.add_text_field(f"text_{language}", tokenizer_name="terms")
        builder.add_text_field(f"part_{language}", tokenizer_name="terms")
        builder.add_text_field(f"trace_{language}", tokenizer_name="terms", index_option="basic")
        builder.add_text_field(f"words_{language}", tokenizer_name="terms", index_option="basic")
    return builder.build()


def register_tokenizers(index: tantivy.Index) -> None:
    """Terms come separated by spaces; nothing else is done to them."""
    splitter = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("terms", splitter)


def item_number(key: str) -> int:
    """Return the number that stands for an item's key in the index (63 bits of its hash)."""
    digest = hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def rows_of(document: Document) -> list[tantivy.Document]:
    """Return the rows of one item: itself first, then its parts."""
    language = index_language(document.language)
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
    number = item_number(document.key)
    parts = [
        _part_row(piece, number, language, text)
        for part in document.parts
        for piece in _pieces(part)
    ]
    return [_item_row(document, number, language, text), *parts]


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


def _part_row(part: Part, number: int, language: str, text: _ItemText) -> tantivy.Document:
    terms = text.add(part.text, 1)
    title_terms = text.analyser.terms(part.title)
    row = tantivy.Document()
    row.add_text("kind", "part")
    row.add_integer("item", number)
    row.add_text(f"part_{language}", " ".join(title_terms * _HEADING_WEIGHT + terms))
    kept = {
        "key": part.key,
        "kind": part.kind,
        "title": part.title,
        "target": part.target,
        "text": part.text,
    }
    row.add_bytes("stored", _pack(kept))
    return row


def _item_row(document: Document, number: int, language: str, text: _ItemText) -> tantivy.Document:
    row = tantivy.Document()
    row.add_text("kind", "item")
    row.add_integer("item", number)
    row.add_integer("version", document.version)
    row.add_integer("review_by", document.review_by.toordinal() if document.review_by else 0)
    published = document.published_at or datetime.fromtimestamp(0, UTC)
    row.add_integer("published_at", int(published.timestamp() * 1_000_000))
    row.add_text("title_key", plain_key(document.title[:_TITLE_KEY_LENGTH]))
    _add_facts(row, document)
    row.add_text(f"title_{language}", " ".join(text.analyser.all_terms(document.title)))
    row.add_text(f"text_{language}", " ".join(text.terms))
    traces, spellings = text.analyser.vocabulary(text.words)
    row.add_text(f"trace_{language}", traces)
    row.add_text(f"words_{language}", spellings)
    row.add_text("title_words", " ".join(_title_words(document.title)))
    row.add_bytes("stored", _pack(_shown(document)))
    return row


def _title_words(title: str) -> Iterator[str]:
    """Words of a title as readers begin to type them, Arabic ones also without article."""
    for word in WORD.findall(title):
        folded = fold(word)
        yield folded
        if is_arabic(folded):
            yield without_article(folded)


def _add_facts(row: tantivy.Document, document: Document) -> None:
    audiences = sorted({audience for _scope, audience in document.barriers})
    for name, values in (
        ("scopes", document.scopes),
        ("barrier", [barrier_term(*pair) for pair in document.barriers]),
        ("audience_set", [BARRIER_SEPARATOR.join(audiences)] if audiences else ()),
        ("access", (CLOSED,) if audiences else ()),
        ("type", (document.type,)),
        ("theme", document.themes),
        ("country", document.countries),
        ("language", (document.language,)),
        ("organisation", document.organisations),
        ("year", (str(document.year),) if document.year else ()),
        ("size_band", (document.size_band,) if document.size_band else ()),
        ("has_contact", ("yes",) if document.has_contact else ()),
    ):
        for value in dict.fromkeys(values):
            row.add_text(name, value)


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


def _pack(value: Mapping[str, object]) -> bytes:
    return _ENCODER.encode(value).encode("utf-8", "replace")


def unpack(row: tantivy.Document) -> dict[str, Any]:
    """Return what a row keeps to be shown."""
    # Decoded here, because json would first find out how bytes are encoded.
    kept: dict[str, Any] = json.loads(bytes(row.get_first("stored") or b"{}").decode())
    return kept
