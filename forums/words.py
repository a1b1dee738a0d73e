"""The words of a post: what is shown of them, what they quote, whom they name."""

import re
import unicodedata
from html import unescape

from django.utils.html import strip_tags

from pages.lines import plain_lines
from pages.markdown import markdown_to_html

# More marks on one letter are no writing of any language, and run over the lines around (U13).
MOST_MARKS = 4
LONGEST_QUOTE = 1_500
_MENTION = re.compile(r"(?<![\w@])@(?=\w)")


def written(text: str) -> str:
    """Markdown as it is kept: no control signs, no towers of marks on a letter."""
    kept: list[str] = []
    marks = 0
    for sign in plain_lines(text):
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept).strip()


def shown(text: str) -> str:
    """The HTML of a post: made and cleaned once, when it is written; pictures are left out."""
    return markdown_to_html(text)


def quoted(text: str, who: str) -> str:
    """`text` as a quotation of `who`, with room to answer below it; without quotations in it."""
    own = [line for line in text.splitlines() if not line.startswith(">")]
    words = "\n".join(own).strip()
    if len(words) > LONGEST_QUOTE:
        words = words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    lines = [f"**{who}:**", "", *words.splitlines()] if who else words.splitlines()
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def mentions_in(text: str) -> int:
    """How many times somebody is named by @."""
    return len(_MENTION.findall(text))


def named_in(text: str, names: dict[int, str]) -> set[int]:
    """Which of these persons, by number, `text` names as @Full Name.

    The longest name wins, so that @Ana Ruiz is not also Ana.
    """
    named: set[int] = set()
    rest = text.casefold()
    for number, name in sorted(names.items(), key=lambda pair: -len(pair[1])):
        called = rf"{_MENTION.pattern}{re.escape(name.casefold())}(?!\w)"
        rest, times = re.subn(called, " ", rest) if name else (rest, 0)
        if times:
            named.add(number)
    return named


def plain(html: str) -> str:
    """The words of a post in one line, without signs of HTML. A tag parts words: else a list would
    be one word.
    """
    return " ".join(unescape(strip_tags(html.replace("<", " <"))).split())
