"""The Markdown of the demo's texts, as blocks of a body.

It is read by the importer's own reader; what stands here are the signs that only the demo has:

- a line `{steps}` before a numbered list: steps, each with its title in bold
- a list of `- [ ]`: a checklist
- a quotation that begins `[!note] Title` or `[!warn] Title`: a call-out
- a quotation whose last line begins with a dash: who said it
- a picture alone in its paragraph, with its caption as title
- a line `{file: name.pdf | Title}`: a file to download
"""

import copy
import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from lxml import html as lxml_html
from lxml.html import HtmlElement

from learning.importing.blocks import NAMESPACE, Block, Draft, plan_part, render
from learning.importing.links import LinkOf
from learning.importing.outline import Node, Part

_STEPS = "{steps}"
_FILE = re.compile(r"\{file:\s*(?P<name>[^|}\s]+)\s*\|\s*(?P<title>[^}]+?)\s*\}")
_CHECK = re.compile(r"\[ \]\s*")
_CALLOUT = re.compile(r"\[!(?P<tone>note|warn)\]\s*(?P<title>[^\n]+)\n?")
_SAID_BY = re.compile(r"\n—\s*")


class Writer:
    """Writes the blocks of one page; `key` names the page, and the ids of its blocks hang on it."""

    def __init__(
        self,
        key: str,
        *,
        link_of: LinkOf,
        picture_of: Callable[[str], int],
        file_of: Callable[[str], int],
    ) -> None:
        self._key = key
        self._link_of = link_of
        self._picture_of = picture_of
        self._file_of = file_of

    def blocks_of(self, part: Part) -> list[Block]:
        """The body of the page in its stored form."""
        blocks: list[Block] = []
        plain: list[Node] = []
        nodes = iter(part.nodes)
        for node in nodes:
            special = self._special(node, nodes)
            if special is None:
                plain.append(node)
                continue
            blocks += [*self._plain(plain, len(blocks)), self._block(*special, len(blocks))]
            plain = []
        return [*blocks, *self._plain(plain, len(blocks))]

    def _block(self, kind: str, value: Any, place: int) -> Block:
        name = f"{self._key}|{kind}|{place}"
        return {"type": kind, "value": value, "id": str(uuid.uuid5(NAMESPACE, name))}

    def _plain(self, nodes: list[Node], place: int) -> list[Block]:
        """What the importer understands as well as we do."""
        part = Part("", frozenset(), nodes)
        drafts = plan_part(part, f"{self._key}|{place}", {}, lambda _source: True)
        written = (render(draft, self._link_of, self._picture_of, "") for draft in drafts)
        return [block for block in written if block is not None]

    def _special(self, node: Node, following: Iterator[Node]) -> tuple[str, Any] | None:
        """Kind and value of a block that has a sign of ours; None for any other node."""
        element, text = node.element, node.text
        if element.tag == "p" and text == _STEPS:
            return "steps", [self._step(item) for item in next(following).element]
        if element.tag == "p" and (file := _FILE.fullmatch(text)):
            return "file", {"file": self._file_of(file["name"]), "title": file["title"]}
        if element.tag == "p" and not text and len(images := element.xpath("./img")) == 1:
            return "picture", self._picture(images[0])
        if element.tag == "ul" and _CHECK.match(text):
            return "checklist", [_CHECK.sub("", item.text_content()).strip() for item in element]
        if element.tag == "blockquote":
            return self._quotation(element)
        return None

    def _step(self, item: HtmlElement) -> dict[str, str]:
        title = item.find(".//strong")
        words = title.text_content().strip()
        title.drop_tree()
        return {"title": words, "text": self._rich(item)}

    def _picture(self, image: HtmlElement) -> dict[str, Any]:
        return {
            "picture": self._picture_of(image.get("src")),
            "alt": image.get("alt"),
            "caption": image.get("title", ""),
        }

    def _quotation(self, element: HtmlElement) -> tuple[str, Any]:
        first = element.find("./p")
        if callout := _CALLOUT.match(first.text or ""):
            first.text = (first.text or "")[callout.end() :]
            value = {"tone": callout["tone"], "title": callout["title"].strip()}
            return "callout", {**value, "text": self._rich(element)}
        words, _dash, by = _SAID_BY.sub("\0", element.text_content().strip()).partition("\0")
        return "quote", {"text": " ".join(words.split()), "by": by.strip()}

    def _rich(self, holder: HtmlElement) -> str:
        """Everything in `holder` as stored rich text, loose words as one paragraph."""
        paragraphs = list(holder.iterchildren("p"))
        if not paragraphs:
            paragraph = lxml_html.Element("p")
            paragraph.text = (holder.text or "").lstrip()
            paragraph.extend(copy.deepcopy(list(holder)))
            paragraphs = [paragraph]
        draft = Draft("text", "", paragraphs)
        block = render(draft, self._link_of, self._picture_of, "")
        return "" if block is None else str(block["value"])
