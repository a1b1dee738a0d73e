"""HTML of other forums as the Markdown that people write here."""

import re
from typing import Any

from lxml import html as lxml_html

from pages.html import clean_html

_INLINE = {"b": "**", "i": "*", "s": "~~", "code": "`"}
_SIGNS = re.compile(r"([\\`*_\[\]<>])")
_HEADINGS = {"h2": "##", "h3": "###", "h4": "####"}


def markdown_of(html: str) -> str:
    """The same words, with paragraphs, lists, quotes, headings, links and emphasis.

    Read from the cleaned HTML, so that nothing comes in that could not be written here. A picture
    is left out, as it is everywhere in posts.
    """
    # The page's own title is the heading of level 1.
    lowered = re.sub(r"<(/?)h1\b", r"<\1h2", html)
    cleaned = clean_html(lowered)
    if not cleaned.strip():
        return ""
    root = lxml_html.fragment_fromstring(cleaned, create_parent="div")
    return "\n\n".join(_blocks(root)).strip()


def _blocks(element: Any) -> list[str]:
    """The blocks inside an element; words that stand beside blocks are paragraphs of their own."""
    blocks: list[str] = []
    loose = _escaped(element.text)
    for child in element:
        if _is_block(child):
            blocks += [loose.strip()] if loose.strip() else []
            blocks += _block(child)
            loose = _escaped(child.tail)
        else:
            loose += _inline(child) + _escaped(child.tail)
    return [*blocks, loose.strip()] if loose.strip() else blocks


def _is_block(element: Any) -> bool:
    return element.tag in {"p", "ul", "ol", "blockquote", "pre", "hr", *_HEADINGS}


def _block(element: Any) -> list[str]:
    tag = element.tag
    if tag == "hr":
        return ["---"]
    if tag == "pre":
        return [f"```\n{element.text_content().strip(chr(10))}\n```"]
    if tag == "blockquote":
        return [_before_each("> ", "\n\n".join(_blocks(element)))]
    if tag in ("ul", "ol"):
        return ["\n".join(_points(element))]
    words = _words(element).strip()
    if not words:
        return []
    return [f"{_HEADINGS[tag]} {' '.join(words.split())}" if tag in _HEADINGS else words]


def _points(element: Any) -> list[str]:
    points = []
    for number, point in enumerate(element, start=1):
        mark = f"{number}. " if element.tag == "ol" else "- "
        words = "\n\n".join(_blocks(point))
        points.append(mark + words.replace("\n", "\n" + " " * len(mark)))
    return points


def _words(element: Any) -> str:
    words = _escaped(element.text)
    for child in element:
        words += _inline(child) + _escaped(child.tail)
    return words


def _inline(element: Any) -> str:
    tag = element.tag
    if tag == "br":
        return "\n"
    words = _words(element)
    if tag == "a" and element.get("href"):
        return (
            f"[{words.strip()}]({element.get('href').replace(')', '%29')})" if words.strip() else ""
        )
    sign = _INLINE.get(tag, "")
    if not sign or not words.strip():
        return words
    if tag == "code":
        return f"`{element.text_content()}`"
    # A sign of emphasis stands at the word, or it is read as a sign.
    before = words[: len(words) - len(words.lstrip())]
    after = words[len(words.rstrip()) :]
    return f"{before}{sign}{words.strip()}{sign}{after}"


def _escaped(text: str | None) -> str:
    return _SIGNS.sub(r"\\\1", re.sub(r"\s+", " ", text or ""))


def _before_each(mark: str, text: str) -> str:
    return "\n".join(f"{mark}{line}".rstrip() for line in text.splitlines())
