"""The fields of the embedded index, and how the rows of an item are written into them."""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import tantivy

from search.engine.interface import FACETS, LANGUAGES, Document
from search.engine.rows import ItemRow, PartRow, rows_of

# Raise when fields or analysis change: an index of another number is not read, it is rebuilt.
FORMAT = 8
BARRIER_SEPARATOR = " "
# Tantivy multiplies a score by the binary logarithm of two plus this field, and by no less than
# one: all worths are raised, so that the least stays what it was, and scores are lowered again.
WEIGHT = "weight"
RAISED = 4.0
LEAST_WORTH = 1 / RAISED
# Made once: with options, json.dumps makes one for each value.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
KEYWORD_FIELDS = (
    "kind",
    "title_key",
    "scopes",
    "barrier",
    "audience_set",
    *FACETS,
)


def barrier_term(scope: str, audience: str) -> str:
    """Return the term for a scope that is closed to all but an audience."""
    return f"{scope}{BARRIER_SEPARATOR}{audience}"


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
    builder.add_float_field(WEIGHT, fast=True)
    builder.add_bytes_field("stored", stored=True)
    builder.add_text_field("title_words", tokenizer_name="terms", index_option="basic")
    for language in LANGUAGES:
        builder.add_text_field(f"theme_{language}", tokenizer_name="terms", index_option="basic")
        for name in ("title", "text", "part"):
            builder.add_text_field(f"{name}_{language}", tokenizer_name="terms")
        for name in ("trace", "words"):
            builder.add_text_field(
                f"{name}_{language}", tokenizer_name="terms", index_option="basic"
            )
    return builder.build()


def register_tokenizers(index: tantivy.Index) -> None:
    """Terms come separated by spaces; nothing else is done to them."""
    splitter = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("terms", splitter)


def item_number(key: str) -> int:
    """Return the number that stands for an item's key in the index (63 bits of its hash)."""
    digest = hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def written_rows(document: Document) -> Iterator[tantivy.Document]:
    """Yield the rows of one item as the index takes them: itself first, then its parts."""
    item = rows_of(document)
    number = item_number(item.key)
    yield _item_row(item, number, document.barriers)
    for part in item.parts:
        yield _part_row(part, number, item)


def _part_row(part: PartRow, number: int, item: ItemRow) -> tantivy.Document:
    row = tantivy.Document()
    row.add_text("kind", "part")
    row.add_integer("item", number)
    row.add_text(f"part_{item.language}", part.terms)
    row.add_bytes("stored", _pack(part.stored))
    return row


def _item_row(item: ItemRow, number: int, barriers: Sequence[tuple[str, str]]) -> tantivy.Document:
    row = tantivy.Document()
    row.add_text("kind", "item")
    row.add_integer("item", number)
    row.add_integer("version", item.version)
    row.add_integer("review_by", item.review_by)
    row.add_integer("published_at", item.published_at)
    row.add_float(WEIGHT, math.pow(2, RAISED * max(item.worth, LEAST_WORTH)) - 2)
    row.add_text("title_key", item.title_key)
    for name, values in (*item.facts, *_closings(barriers)):
        for value in dict.fromkeys(values):
            row.add_text(name, value)
    for name, terms in (
        ("title", item.title),
        ("text", item.text),
        ("trace", item.traces),
        ("words", item.spellings),
    ):
        row.add_text(f"{name}_{item.language}", terms)
    for language, terms in item.themes.items():
        row.add_text(f"theme_{language}", terms)
    row.add_text("title_words", item.title_words)
    row.add_bytes("stored", _pack(item.stored))
    return row


def _closings(barriers: Sequence[tuple[str, str]]) -> list[tuple[str, Sequence[str]]]:
    if not barriers:
        return []
    audiences = sorted({audience for _scope, audience in barriers})
    return [
        ("barrier", [barrier_term(*pair) for pair in barriers]),
        ("audience_set", [BARRIER_SEPARATOR.join(audiences)]),
    ]


def _pack(value: Mapping[str, object]) -> bytes:
    return _ENCODER.encode(value).encode("utf-8", "replace")


def unpack(row: tantivy.Document) -> dict[str, Any]:
    """Return what a row keeps to be shown."""
    # Decoded here, because json would first find out how bytes are encoded.
    kept: dict[str, Any] = json.loads(bytes(row.get_first("stored") or b"{}").decode())
    return kept
