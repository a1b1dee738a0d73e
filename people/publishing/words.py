"""The words of a newsletter as a page holds them."""

from pages.markdown import markdown_to_html

LONGEST_SUMMARY = 300


def body_of(message: str) -> list[tuple[str, str]]:
    """The blocks of a body: one of text."""
    return [("text", markdown_to_html(message))]


def summary_of(message: str) -> str:
    """The first paragraph, cut where it is long: what lists show of it."""
    first = next((part for part in message.split("\n\n") if part.strip()), "")
    words = " ".join(first.split())
    if len(words) <= LONGEST_SUMMARY:
        return words
    return words[:LONGEST_SUMMARY].rsplit(" ", 1)[0] + " …"
