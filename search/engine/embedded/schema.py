"""The fields of the embedded index, and how a document becomes its rows.

An item is one row with all its text, so that hits, totals and facets count items; each of its parts
is a row of its own, asked only for the items of one results page. Text is analysed by
``search.engine. language`` before it comes here: the index itself splits at spaces and knows no
language.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import tantivy

from search.engine.interface import LANGUAGES, Document, Part, fingerprint
from search.engine.language.analysis import Analyser, analyser_for
from search.engine.language.text import WORD, fold, plain_key

# Raise when fields or analysis change: an index of another number is not read, it is rebuilt.
FORMAT = 1
_HEADING_WEIGHT = 2
_SUMMARY_WEIGHT = 2
_TITLE_KEY_LENGTH = 200
_PIECE_LENGTH = 1800
KEYWORD_FIELDS = (
    "kind",
    "title_key",
    "scopes",
    "type",
    "theme",
    "country",
    "language",
    "organisation",
    "year",
    "size_band",
    "has_contact",
)


def index_language(language: str) -> str:
    """Return the language whose fields hold the text of this language."""
    return language if language in LANGUAGES else "en"


def build_schema() -> tantivy.Schema:
    """Return the schema: one set of text fields per language, one set of facts for all."""
    builder = tantivy.SchemaBuilder()
    for name in KEYWORD_FIELDS:
        builder.add_text_field(
            name,
            fast=name not in ("kind", "title_key", "scopes"),
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
    analyser = analyser_for(language)
    number = item_number(document.key)
    pieces = [piece for part in document.parts for piece in _pieces(part)]
    parts = [_part_row(piece, number, language, analyser) for piece in pieces]
    body_terms = [terms for _, terms in parts]
    return [_item_row(document, number, language, analyser, body_terms), *(row for row, _ in parts)]


def _pieces(part: Part) -> Iterator[Part]:
    """Cut a long part into pieces of a few paragraphs: a passage is found, not a chapter."""
    text = part.text
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


def _part_row(
    part: Part, number: int, language: str, analyser: Analyser
) -> tuple[tantivy.Document, list[str]]:
    terms = analyser.terms(part.text)
    title_terms = analyser.terms(part.title)
    row = tantivy.Document()
    row.add_text("kind", "part")
    row.add_integer("item", number)
    row.add_text(f"part_{language}", " ".join(title_terms * _HEADING_WEIGHT + terms))
    row.add_bytes(
        "stored",
        _pack(
            {
                "key": part.key,
                "kind": part.kind,
                "title": part.title,
                "target": part.target,
                "text": part.text,
            }
        ),
    )
    return row, terms


def _item_row(
    document: Document,
    number: int,
    language: str,
    analyser: Analyser,
    body_terms: list[list[str]],
) -> tantivy.Document:
    row = tantivy.Document()
    row.add_text("kind", "item")
    row.add_integer("item", number)
    row.add_integer("version", document.version)
    row.add_integer("review_by", document.review_by.toordinal() if document.review_by else 0)
    published = document.published_at or datetime.fromtimestamp(0, UTC)
    row.add_integer("published_at", int(published.timestamp()))
    row.add_text("title_key", plain_key(document.title[:_TITLE_KEY_LENGTH]))
    _add_facts(row, document)
    headings = list(dict.fromkeys([*document.headings, *(part.title for part in document.parts)]))
    row.add_text(f"title_{language}", " ".join(analyser.all_terms(document.title)))
    terms: list[str] = []
    for text, weight in (
        (document.summary, _SUMMARY_WEIGHT),
        ("\n".join(headings), _HEADING_WEIGHT),
        ("\n".join(document.keywords), 1),
        (document.body, 1),
    ):
        terms.extend(analyser.terms(text) * weight)
    for part_terms in body_terms:
        terms.extend(part_terms)
    row.add_text(f"text_{language}", " ".join(terms))
    _add_vocabulary(row, document, language, analyser, headings)
    row.add_bytes("stored", _pack(_shown(document)))
    return row


def _add_facts(row: tantivy.Document, document: Document) -> None:
    for name, values in (
        ("scopes", document.scopes),
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


def _add_vocabulary(
    row: tantivy.Document,
    document: Document,
    language: str,
    analyser: Analyser,
    headings: list[str],
) -> None:
    """Words as written, for spelling and completion, and their traces: each once an item."""
    seen: set[str] = set()
    for text in (document.title, document.summary, document.body, *headings, *document.keywords):
        seen.update(WORD.findall(text))
    for part in document.parts:
        seen.update(WORD.findall(part.text))
    traces: set[str] = set()
    spellings: set[str] = set()
    for word in seen:
        found, written = analyser.vocabulary(word)
        traces.update(found)
        spellings.update(written)
    row.add_text(f"trace_{language}", " ".join(traces))
    row.add_text(f"words_{language}", " ".join(spellings))
    row.add_text("title_words", " ".join(fold(word) for word in WORD.findall(document.title)))


def _shown(document: Document) -> dict[str, object]:
    return {
        "key": document.key,
        "title": document.title,
        "language": document.language,
        "type": document.type,
        "external_id": document.external_id,
        "group": document.group,
        "text": document.summary or document.body[:2000],
        "fingerprint": fingerprint(document),
    }


def _pack(value: dict[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def unpack(row: tantivy.Document) -> dict[str, str]:
    """Return what a row keeps to be shown."""
    kept: dict[str, str] = json.loads(bytes(row.get_first("stored") or b"{}"))
    return kept
