"""Takes pictures and tables out of the paragraphs and lists they stand in."""

import re
from collections.abc import Callable, Iterator

from lxml import html as lxml_html
from lxml.html import HtmlElement

from learning.importing.outline import Node, words_of

LONGEST_CAPTION = 500
_CAPTION = re.compile(
    r"(?:fig(?:ure|ura)?|image|imagen|imagem|photo|foto|الشكل|شكل)\b", re.IGNORECASE
)


def pieces_of(node: Node, has_picture: Callable[[str], bool]) -> Iterator[Node]:
    """The node itself, or what it falls into around the pictures and tables inside it."""
    element = node.element
    for image in element.xpath("descendant-or-self::img"):
        if not has_picture(image.get("src", "")):
            _say_instead(image)
    things = element.xpath("descendant-or-self::img | descendant::table[not(ancestor::table)]")
    if element.tag in {"ul", "ol"} and things:
        yield from _list_around(node)
        return
    for thing in things:
        if thing is not element:
            _lift_out(thing)
    if things == [element]:
        yield node
        return
    caption = words_of(element) if _CAPTION.match(words_of(element)) else ""
    pictures = [thing for thing in things if thing.tag == "img"]
    if len(pictures) == 1 and element.tag in {"p", "figure"} and len(caption) <= LONGEST_CAPTION:
        is_figure = element.tag == "figure"
        pictures[0].set("data-caption", words_of(element) if is_figure else caption)
        yield Node(pictures[0], node.anchors)
        yield from (Node(thing) for thing in things if thing.tag != "img")
        if not caption and not is_figure:
            yield Node(element)
        return
    if element.tag == "figure":
        element.tag = "p"
    yield node
    yield from (Node(thing) for thing in things)


def _lift_out(thing: HtmlElement) -> None:
    """Take an element from where it is, leaving a space so that no words run together."""
    around = thing.getparent()
    thing.tail = f" {thing.tail or ''}"
    thing.drop_tree()
    if around.tag == "p" and around.getparent() is not None and not words_of(around):
        around.drop_tag()


def _say_instead(image: HtmlElement) -> None:
    """A picture we do not have leaves the words that described it."""
    words = (image.get("alt") or "").strip()
    image.tag = "i" if words else "span"
    image.text = words
    image.attrib.clear()


def _list_around(node: Node) -> Iterator[Node]:
    """A list in pieces, each picture or table after the item that holds it; numbers go on."""
    whole = node.element
    number = int(whole.get("start", "1")) if whole.get("start", "1").isdigit() else 1
    piece = _empty_list(whole, number)
    anchors = node.anchors
    for item in list(whole):
        things = item.xpath("descendant::img | descendant::table[not(ancestor::table)]")
        for thing in things:
            _lift_out(thing)
        piece.append(item)
        number += item.tag == "li"
        if things:
            yield Node(piece, anchors)
            yield from (Node(thing) for thing in things)
            piece, anchors = _empty_list(whole, number), set()
    if len(piece):
        yield Node(piece, anchors)


def _empty_list(like: HtmlElement, number: int) -> HtmlElement:
    empty = lxml_html.Element(like.tag)
    if like.tag == "ol" and number > 1:
        empty.set("start", str(number))
    return empty
