"""Markdown that people write, as HTML that is safe to show."""

from markdown_it import MarkdownIt

from pages.html import clean_html

# No HTML of their own; a line break stays one, as in a mail.
_READER = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
_READER.enable("linkify")
assert _READER.linkify is not None  # linkify-it-py comes with the extra we depend on
# Only what begins with a scheme: "e.g.so" is no address.
_READER.linkify.set({"fuzzy_link": False, "fuzzy_email": False})


def markdown_to_html(text: str) -> str:
    """Paragraphs, lists, headings below the page's own, quotes and links; cleaned by the one list
    of what is let through. Pictures are left out.
    """
    return clean_html(_READER.render(text.replace("\r\n", "\n")))
