"""A body as plain text, for writing without an editor's tools, and back."""

import re
import uuid
from dataclasses import dataclass
from html import escape
from typing import Any

from lxml import html as lxml_html

from pages.html import clean_html

Block = dict[str, Any]

_HEADING = re.compile(r"(#{1,3}) +(\S.*)")
_BULLET = re.compile(r"[-*•] +(\S.*)")
_NUMBER = re.compile(r"\d{1,3}[.)] +(\S.*)")
# The page's own title is the heading of level 1.
_LEVELS = {"#": "2", "##": "2", "###": "3"}
_SIGNS = {"2": "##", "3": "###"}
_LISTS = {"ul": "- {}", "ol": "{number}. {}"}


@dataclass(frozen=True)
class PlainBody:
    """What a form can show of a body: text, then one picture and one file where they are there."""

    text: str = ""
    picture: Block | None = None
    file: Block | None = None


def blocks_of(plain: PlainBody, before: list[Block]) -> list[Block]:
    """The body as blocks; one that was there `before` with the same content keeps its id."""
    blocks = [*_written(plain.text)]
    if plain.picture is not None:
        blocks.insert(0, plain.picture)
    if plain.file is not None:
        blocks.append(plain.file)
    known = {(block["type"], str(block["value"])): block["id"] for block in reversed(before)}
    for block in blocks:
        own = known.pop((block["type"], str(block["value"])), None)
        block["id"] = own or block.get("id") or str(uuid.uuid4())
    return blocks


def plain_body_of(blocks: list[Block]) -> PlainBody | None:
    """The same as text, or None where the body holds more than plain text can say."""
    rest = list(blocks)
    picture = rest.pop(0) if rest and rest[0]["type"] == "picture" else None
    file = rest.pop() if rest and rest[-1]["type"] == "file" else None
    paragraphs: list[str] = []
    for block in rest:
        said = _said(block)
        if said is None:
            return None
        paragraphs += said
    return PlainBody(text="\n\n".join(paragraphs), picture=picture, file=file)


def _written(text: str) -> list[Block]:
    blocks: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        heading = _HEADING.fullmatch(lines[0]) if lines else None
        if heading:
            level = _LEVELS[heading[1]]
            blocks.append({"type": "heading", "value": {"level": level, "text": heading[2][:250]}})
            lines = lines[1:]
        if lines:
            _append_html(blocks, clean_html(_html_of(lines)))
    return blocks


def _append_html(blocks: list[Block], html: str) -> None:
    """Paragraphs under one heading are one block, as an editor would write them."""
    if blocks and blocks[-1]["type"] == "text":
        blocks[-1]["value"] += html
    else:
        blocks.append({"type": "text", "value": html})


def _html_of(lines: list[str]) -> str:
    for pattern, tag in ((_BULLET, "ul"), (_NUMBER, "ol")):
        points = [pattern.fullmatch(line) for line in lines]
        if all(points):
            inner = "".join(f"<li>{escape(point[1])}</li>" for point in points if point)
            return f"<{tag}>{inner}</{tag}>"
    return f"<p>{'<br>'.join(escape(line) for line in lines)}</p>"


def _said(block: Block) -> list[str] | None:
    value = block["value"]
    if block["type"] == "heading" and value["level"] in _SIGNS:
        return [f"{_SIGNS[value['level']]} {value['text']}"]
    if block["type"] != "text":
        return None
    said = []
    for element in lxml_html.fragments_fromstring(value):
        words = _words_of(element)
        if words is None:
            return None
        said.append(words)
    return said


def _words_of(element: Any) -> str | None:
    if isinstance(element, str):
        return element.strip()
    if element.tag == "p":
        return _lines_of(element)
    if element.tag not in _LISTS or element.attrib:
        return None
    points = [_lines_of(point) if point.tag == "li" else None for point in element]
    if any(point is None or "\n" in point for point in points):
        return None
    pattern = _LISTS[element.tag]
    return "\n".join(pattern.format(point, number=n) for n, point in enumerate(points, start=1))


def _lines_of(element: Any) -> str | None:
    """Text of an element that holds nothing but line breaks; None where it holds more."""
    if element.attrib or any(child.tag != "br" or child.attrib for child in element):
        return None
    lines = [element.text or "", *(child.tail or "" for child in element)]
    return "\n".join(line.strip() for line in lines)
