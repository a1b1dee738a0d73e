"""The words of a body, piece by piece, each with the anchor a link can point to."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pages.blocks import anchor_of

# A new piece begins at the next block when a section has grown so long, so that links are exact.
_LONG_PIECE = 1200
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|s|small|span|strong|sub|sup|u)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a body: the heading it stands under, its words, where it begins."""

    heading: str
    text: str
    anchor: str


def pieces_of(body: str) -> Iterator[Piece]:
    """Cut a body (StreamField JSON) at its headings and, where a section is long, at its blocks."""
    heading, anchor = "", ""
    texts: list[str] = []
    size = 0
    for block in json.loads(body) if body else ():
        kind = block.get("type")
        if kind == "heading":
            if texts:
                yield Piece(heading, " ".join(texts), anchor)
            heading, anchor = _one_line(block["value"].get("text", "")), anchor_of(block.get("id"))
            texts, size = [], 0
            continue
        text = _one_line(" ".join(_words(kind, block.get("value"))))
        if not text:
            continue
        if texts and size + len(text) > _LONG_PIECE:
            yield Piece(heading, " ".join(texts), anchor)
            texts, size, anchor = [], 0, anchor_of(block.get("id"))
        if not texts and not anchor:
            anchor = anchor_of(block.get("id"))
        texts.append(text)
        size += len(text)
    if texts or heading:
        yield Piece(heading, " ".join(texts), anchor)


def plain_text(source: str) -> str:
    """HTML as plain words: inline tags vanish, block tags part words."""
    if "<" not in source and "&" not in source:
        return source
    return html.unescape(_TAG.sub(" ", _INLINE_TAG.sub("", source)))


def _words(kind: str | None, value: Any) -> Iterator[str]:
    if kind == "table":
        yield str(value.get("table_caption") or "")
        for row in value.get("data") or ():
            yield " ".join(str(cell) for cell in row if cell)
    elif kind == "picture":
        yield str(value.get("alt") or "")
        yield str(value.get("caption") or "")
    elif kind in ("file", "video"):
        yield str(value.get("title") or "")
    else:
        yield from _strings(value)


def _strings(value: Any) -> Iterator[str]:
    """All words inside a block of text, steps, checklist, call-out or quote."""
    if isinstance(value, str):
        yield plain_text(value)
    elif isinstance(value, list):
        for inner in value:
            # A list block wraps each of its values with an id of its own.
            is_wrapped = isinstance(inner, dict) and inner.get("type") == "item"
            yield from _strings(inner["value"] if is_wrapped else inner)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != "tone":
                yield from _strings(inner)


def _one_line(text: str) -> str:
    return " ".join(text.split())
