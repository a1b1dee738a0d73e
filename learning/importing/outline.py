"""HTML as a row of blocks under headings, and where a manual falls into chapters."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html as lxml_html
from lxml.html import HtmlElement

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = {*HEADINGS, "p", "ul", "ol", "table", "blockquote", "pre", "hr", "figure", "img"}
# Wrappers without a meaning of their own: what is in them stands for itself.
_WRAPPERS = {
    *("html", "body", "div", "section", "article", "main", "center", "header", "footer", "aside"),
    *("details", "form", "fieldset", "dl", "address", "picture"),
}
_DROPPED = {
    *("head", "title", "meta", "link", "base", "script", "style", "template", "noscript"),
    *("nav", "button", "input", "select", "textarea", "iframe", "object", "svg", "math"),
}
_PARAGRAPHS = {"dt", "dd", "summary", "figcaption", "legend", "caption"}
_ATTRIBUTES = re.compile(r"\s*\{[:#.][^}]*\}\s*$")
_GIVEN_ANCHOR = re.compile(r"\{:?[^}]*#([\w.-]+)[^}]*\}\s*$")
# The longest title that a page and a heading block hold.
LONGEST_HEADING = 250


@dataclass
class Node:
    """One block of the text. `anchors` are the names by which links point to it."""

    element: HtmlElement
    anchors: set[str] = field(default_factory=set)

    @property
    def level(self) -> int | None:
        """1 to 6 for a heading, None for anything else."""
        return int(self.element.tag[1]) if self.element.tag in HEADINGS else None

    @property
    def text(self) -> str:
        return words_of(self.element)


@dataclass(frozen=True)
class Part:
    """The manual's own page (without a title) or one chapter of it."""

    title: str
    anchors: frozenset[str]
    nodes: list[Node]


@dataclass(frozen=True)
class Outline:
    """A whole text: its own title (empty where it has none), its blocks, its footnotes by id."""

    title: str
    nodes: list[Node]
    notes: dict[str, HtmlElement]


def read_outline(html: str) -> Outline:
    """Read HTML, broken or not, into blocks; the heading it begins with is its title.

    No word is lost but those in scripts, styles and page furniture such as `nav`.
    """
    document = lxml_html.document_fromstring(f"<html><body>{html}</body></html>")
    notes = _take_notes(document)
    nodes = list(_with_anchors(_blocks_in(document)))
    title = ""
    if nodes and nodes[0].level == 1:
        title = nodes.pop(0).text
    return Outline(title=title, nodes=nodes, notes=notes)


def divide(outline: Outline) -> list[Part]:
    """The introduction, which may be empty, then the chapters.

    Chapters begin at the highest heading level that occurs twice or more; without such a level the
    first part holds everything.
    """
    counts = Counter(node.level for node in outline.nodes if node.level is not None)
    repeated = [level for level, count in counts.items() if count > 1]
    if not repeated:
        return [Part("", frozenset(), outline.nodes)]
    top = min(repeated)
    parts = [Part("", frozenset(), [])]
    for node in outline.nodes:
        if node.level == top:
            parts.append(Part(node.text, frozenset(node.anchors), []))
        else:
            parts[-1].nodes.append(node)
    return parts


def words_of(element: HtmlElement) -> str:
    """The text of an element on one line."""
    return " ".join(element.text_content().split())


def slug_of(text: str) -> str:
    """The name a heading gets where Markdown is published: `Who pays?` is `who-pays`."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", text.strip().lower()))


def _take_notes(document: HtmlElement) -> dict[str, HtmlElement]:
    """Take the footnotes out of the text, with their numbers as ids."""
    notes = {}
    for section in document.xpath("//section[@class='footnotes']"):
        for item in section.xpath(".//li[@id]"):
            for back in item.xpath(".//a[@class='footnote-backref']"):
                back.drop_tree()
            notes[item.get("id")] = item
        section.drop_tree()
    for line in document.xpath("//hr[@class='footnotes-sep']"):
        line.drop_tree()
    return notes


def _blocks_in(wrapper: HtmlElement) -> Iterator[HtmlElement]:
    """Block elements in reading order; loose words between them become paragraphs."""
    loose = _Loose()
    loose.add_text(wrapper.text)
    for child in list(wrapper):
        tag = child.tag
        tail, child.tail = child.tail, None
        if not isinstance(tag, str) or tag in _DROPPED:
            pass
        elif tag in _WRAPPERS:
            yield from loose.take()
            yield from _blocks_in(child)
        elif tag in _BLOCKS:
            yield from loose.take()
            yield child
        elif tag in _PARAGRAPHS:
            yield from loose.take()
            child.tag = "p"
            yield child
        elif _holds_blocks(child):
            # <b> around paragraphs: broken, but its words are wanted.
            yield from loose.take()
            yield from _blocks_in(child)
        else:
            loose.add(child)
        loose.add_text(tail)
    yield from loose.take()


def _holds_blocks(element: HtmlElement) -> bool:
    return any(inner.tag in _BLOCKS - {"img"} for inner in element.iterdescendants())


class _Loose:
    """Words and inline elements that stand in no paragraph."""

    def __init__(self) -> None:
        self._paragraph: HtmlElement = lxml_html.Element("p")

    def add(self, element: HtmlElement) -> None:
        self._paragraph.append(element)

    def add_text(self, text: str | None) -> None:
        if len(self._paragraph):
            last = self._paragraph[-1]
            last.tail = (last.tail or "") + (text or "")
        else:
            self._paragraph.text = (self._paragraph.text or "") + (text or "")

    def take(self) -> Iterator[HtmlElement]:
        paragraph, self._paragraph = self._paragraph, lxml_html.Element("p")
        if paragraph.text_content().strip() or len(paragraph):
            yield paragraph


def _with_anchors(elements: Iterator[HtmlElement]) -> Iterator[Node]:
    """Each block with the names it goes by; an empty block hands its names to the next."""
    waiting: set[str] = set()
    slugs: Counter[str] = Counter()
    for element in elements:
        anchors = waiting | _names_in(element)
        waiting = set()
        if element.tag in HEADINGS:
            _strip_attributes(element, anchors)
        is_empty = not words_of(element) and not element.xpath("descendant-or-self::img")
        if is_empty or element.tag == "hr":
            waiting = anchors
        else:
            if element.tag in HEADINGS:
                slug = slug_of(words_of(element))
                # The second "Costs" of a text is called costs-1.
                anchors.add(f"{slug}-{slugs[slug]}" if slugs[slug] else slug)
                slugs[slug] += 1
            if element.tag in HEADINGS and len(words_of(element)) > LONGEST_HEADING:
                element.tag = "p"
            yield Node(element, anchors)


def _names_in(element: HtmlElement) -> set[str]:
    return set(element.xpath("descendant-or-self::*/@id | descendant-or-self::a/@name"))


def _strip_attributes(heading: HtmlElement, anchors: set[str]) -> None:
    """Take `{#name}` off the end of a heading, where some Markdown gives its name."""
    text = heading.text_content()
    if not _ATTRIBUTES.search(text):
        return
    anchors.update(_GIVEN_ANCHOR.findall(text))
    holder = heading[-1] if len(heading) else heading
    if len(heading):
        holder.tail = _ATTRIBUTES.sub("", holder.tail or "")
    else:
        holder.text = _ATTRIBUTES.sub("", holder.text or "")
