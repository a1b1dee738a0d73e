"""Blocks of a body, in their stored form, out of the nodes of an outline.

Two steps, because links point forward: `plan_part` decides the blocks and their ids, `render`
writes one when all pages that links may lead to are known.
"""

import copy
import re
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from lxml import html as lxml_html
from lxml.html import HtmlElement

from learning.importing.links import LinkOf
from learning.importing.outline import HEADINGS, Node, Part, words_of
from learning.importing.pieces import LONGEST_CAPTION, pieces_of
from learning.importing.tables import table_value
from pages.html import clean_html

NAMESPACE = uuid.UUID("6e0ad0c2-6a0c-5f0e-9d6e-3d1f7c1a0b11")
# About half a screen: a link to a block should lead to the lines that are meant.
LONGEST_TEXT = 1500

Kind = Literal["heading", "text", "picture", "table", "quote", "callout"]
Block = dict[str, Any]

_CALLOUT = re.compile(
    r"(?P<warn>warning|caution|attention|avertissement|advertencia|atención|aviso|atenção|تحذير|تنبيه)"
    r"|(?:note|nota|remarque|observação|importante?|tip|ملاحظة)",
    re.IGNORECASE,
)


@dataclass
class Draft:
    """A block that has its place and its id but not yet its links."""

    kind: Kind
    id: str
    elements: list[HtmlElement]
    anchors: set[str] = field(default_factory=set)
    level: str = "2"
    source: str = ""
    caption: str = ""


PictureOf = Callable[[str], int | None]


def plan_part(
    part: Part, key: str, notes: dict[str, HtmlElement], has_picture: Callable[[str], bool]
) -> list[Draft]:
    """The blocks of one page, with ids that a second import gives again.

    An id hangs on `key`, the heading above, the kind and the place under that heading, so that
    what is added elsewhere moves no anchor.
    """
    planner = _Planner(part, key, has_picture)
    used_notes = _number_notes(part, notes)
    for node in part.nodes:
        planner.add(node)
    planner.close_text()
    for element in used_notes:
        planner.add(Node(element))
    planner.close_text()
    return planner.drafts


class _Planner:
    """Walks through the nodes of one page and gathers drafts."""

    def __init__(self, part: Part, key: str, has_picture: Callable[[str], bool]) -> None:
        self.drafts: list[Draft] = []
        self._key = key
        self._has_picture = has_picture
        self._heading = part.title
        self._counts: Counter[str] = Counter()
        self._text: list[Node] = []
        levels = sorted({node.level for node in part.nodes if node.level is not None})
        # Headings begin right below the page's title and skip none, as screen readers expect.
        self._levels = {level: str(min(place + 2, 4)) for place, level in enumerate(levels)}

    def add(self, node: Node) -> None:
        tag = node.element.tag
        if node.level is not None:
            self._heading = node.text
            self._append("heading", node, level=self._levels[node.level])
        elif tag == "table":
            self._append("table", node)
        elif tag == "blockquote":
            self._add_quotation(node)
        else:
            for piece in pieces_of(node, self._has_picture):
                self._add_piece(piece)

    def _add_piece(self, piece: Node) -> None:
        element = piece.element
        if element.tag == "img":
            self._append(
                "picture",
                piece,
                source=element.get("src", ""),
                caption=element.get("data-caption", ""),
            )
        elif element.tag == "table":
            self._append("table", piece)
        elif words_of(element):
            if sum(len(node.text) for node in self._text) > LONGEST_TEXT:
                self.close_text()
            self._text.append(piece)

    def _add_quotation(self, node: Node) -> None:
        element = node.element
        if _callout_title(element):
            self._append("callout", node)
        elif _is_plain(element):
            self._append("quote", node)
        else:
            for piece in pieces_of(node, self._has_picture):
                self._add_piece(piece)

    def close_text(self) -> None:
        nodes, self._text = self._text, []
        if nodes:
            anchors = set().union(*(node.anchors for node in nodes))
            elements = [node.element for node in nodes]
            self.drafts.append(Draft("text", self._new_id("text"), elements, anchors))

    def _append(self, kind: Kind, node: Node, **more: str) -> None:
        self.close_text()
        draft = Draft(kind, self._new_id(kind), [node.element], node.anchors, **more)
        self.drafts.append(draft)

    def _new_id(self, kind: str) -> str:
        name = f"{self._key}|{self._heading}|{kind}"
        self._counts[name] += 1
        return str(uuid.uuid5(NAMESPACE, f"{name}|{self._counts[name]}"))


# -- Quotations and footnotes ---------------------------------------------------------------------


def _is_plain(quotation: HtmlElement) -> bool:
    """Whether a quotation is words alone, so that nothing is lost in a quote block."""
    inner = {element.tag for element in quotation.iterdescendants() if isinstance(element.tag, str)}
    return inner <= {"p", "br", "i", "em", "span"}


def _callout_title(quotation: HtmlElement) -> str:
    """`Note`, `Warning` and the like, where a quotation begins so; GitHub writes `[!NOTE]`."""
    words = words_of(quotation)
    match = re.match(rf"\[!(\w+)\]|({_CALLOUT.pattern})\s*[:：]", words, re.IGNORECASE)
    return (match[1] or match[2]).strip() if match else ""


def _number_notes(part: Part, notes: dict[str, HtmlElement]) -> list[HtmlElement]:
    """Make footnote references plain numbers; return the notes this page needs, as paragraphs."""
    used: dict[str, HtmlElement] = {}
    for node in part.nodes:
        for link in node.element.xpath(".//sup[@class='footnote-ref']/a"):
            name = link.get("href", "").lstrip("#")
            if name in notes and name not in used:
                used[name] = _note_paragraph(link.text_content(), notes[name])
            link.drop_tag()
    return list(used.values())


def _note_paragraph(number: str, item: HtmlElement) -> HtmlElement:
    paragraph = lxml_html.fragment_fromstring(f"<p><sup>{number}</sup> </p>")
    copied = copy.deepcopy(item)
    for inner in copied.xpath("./p"):
        inner.tail = " "
        inner.drop_tag()
    last = paragraph[-1]
    last.tail = f" {copied.text or ''}"
    paragraph.extend(list(copied))
    return paragraph


# -- Writing --------------------------------------------------------------------------------------


def render(draft: Draft, link_of: LinkOf, picture_of: PictureOf, title: str) -> Block | None:
    """One block in its stored form; None where nothing is left of it.

    `title` describes a picture for which nobody has written what it shows.
    """
    value = _value_of(draft, link_of, picture_of, title)
    return None if value is None else {"type": draft.kind, "value": value, "id": draft.id}


def _value_of(draft: Draft, link_of: LinkOf, picture_of: PictureOf, title: str) -> Any:
    element = draft.elements[0]
    match draft.kind:
        case "heading":
            return {"level": draft.level, "text": words_of(element)}
        case "text":
            return _rich(draft.elements, link_of) or None
        case "table":
            return table_value(element, link_of)
        case "quote":
            return {"text": _lines(element), "by": ""}
        case "callout":
            return _callout(element, link_of)
        case "picture":
            picture = picture_of(draft.source)
            alt = (element.get("alt") or "").strip() or draft.caption or title
            return picture and {
                "picture": picture,
                "alt": alt[:LONGEST_CAPTION],
                "caption": draft.caption,
            }


def _rich(elements: list[HtmlElement], link_of: LinkOf) -> str:
    html = "\n".join(
        lxml_html.tostring(_with_links(element, link_of), encoding="unicode", with_tail=False)
        for element in elements
    )
    return "</p>".join(piece.rstrip() for piece in clean_html(html).split("</p>")).strip()


def _with_links(element: HtmlElement, link_of: LinkOf) -> HtmlElement:
    """A copy with links as the site stores them, and no headings inside of lists and quotations."""
    element = copy.deepcopy(element)
    for heading in element.xpath("|".join(f".//{tag}" for tag in HEADINGS)):
        heading.tag = "p"
        bold = lxml_html.Element("b")
        bold.text, heading.text = heading.text, None
        bold.extend(list(heading))
        heading.append(bold)
    for link in element.xpath(".//a"):
        target = link_of(link.get("href")) if link.get("href") else None
        link.attrib.clear()
        if target is None or not link.text_content().strip():
            link.drop_tag()
        elif target.page_id is not None:
            link.set("linktype", "page")
            link.set("id", str(target.page_id))
        else:
            link.set("href", f"#{target.anchor}" if target.anchor else target.address)
    return element


def _callout(element: HtmlElement, link_of: LinkOf) -> dict[str, str]:
    title = _callout_title(element)
    match = _CALLOUT.match(title)
    tone = "warn" if match and match["warn"] else "note"
    html = _rich([element], link_of)
    html = re.sub(r"</?blockquote>", "", html).strip()
    # The word itself becomes the title; what stood around it goes.
    marker = rf"(<p>)((?:<[bi]>)*)\[?!?{re.escape(title)}\]?\s*[:：]?\s*((?:</[bi]>)*)\s*[:：]?\s*"
    html = re.sub(rf"^\s*{marker}", r"\1", html, count=1)
    return {"tone": tone, "title": title.capitalize(), "text": html.replace("<p></p>", "").strip()}


def _lines(element: HtmlElement) -> str:
    """The words of a quotation, paragraphs parted by an empty line."""
    paragraphs = [words_of(inner) for inner in element.xpath("./p")] or [words_of(element)]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
