"""Markdown, with the HTML that stands in it, to HTML."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from lxml.html import defs
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

_FRONT_MATTER = re.compile(r"\A---\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?\n", re.DOTALL | re.MULTILINE)
# Roles of MyST: {cite:ps}`Key2018` and {ref}`the words<the-target>`.
_ROLE = re.compile(r"\{([a-z]+)(?::[a-z]+)*\}`([^`<\n]+)(?:<[^>`\n]*>)?`")
_TAG = re.compile(r"</?([a-zA-Z][\w.-]*)[^<>]*>")
# A line of signs for a page generator of another site, e.g. {% hint style="info" %} or {: .left}
_GENERATOR = re.compile(r"^[ \t]*(?:\{%[^%\n]*%\}|\{:[^}\n]*\})[ \t]*$", re.MULTILINE)
# "##Costs": a heading to the first Markdown and to most of its writers, though not to CommonMark.
_NARROW_HEADING = re.compile(r"^(#{2,6})(?=[^\s#])")
_FENCE = re.compile(r"^\s{0,3}(```|~~~)")


def _known_tags_only(
    _renderer: object, tokens: Sequence[Token], index: int, _options: Any, _environment: Any
) -> str:
    """HTML as it was written; what only looks like a tag, such as <name-of-a-term>, is text."""
    return _TAG.sub(
        lambda tag: tag[0] if tag[1].lower() in defs.tags else escape(tag[0], quote=False),
        tokens[index].content,
    )


def _make_reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": True, "linkify": True})
    reader.enable(["table", "strikethrough", "linkify"]).use(footnote_plugin)
    assert reader.linkify is not None  # linkify-it-py comes with the extra we depend on
    # Only what begins with a scheme: "e.g.so" is no address.
    reader.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    reader.add_render_rule("html_inline", _known_tags_only)
    reader.add_render_rule("html_block", _known_tags_only)
    return reader


_READER = _make_reader()


def to_html(markdown: str) -> str:
    """The text as HTML, not cleaned: tables, footnotes and bare addresses are understood."""
    markdown = _FRONT_MATTER.sub("", markdown.lstrip("\ufeff"))
    markdown = _with_wide_headings(_GENERATOR.sub("", markdown))
    markdown = _ROLE.sub(lambda role: f"({role[2]})" if role[1] == "cite" else role[2], markdown)
    return str(_READER.render(markdown))


def _with_wide_headings(markdown: str) -> str:
    """A space behind the signs of each heading, code left alone."""
    lines = markdown.split("\n")
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and fence in {"", mark[1]}:
            fence = "" if fence else mark[1]
        elif not fence:
            lines[number] = _NARROW_HEADING.sub(r"\1 ", line)
    return "\n".join(lines)
