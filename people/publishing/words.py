"""The words of a newsletter as a page holds them."""

from pages.markdown import markdown_to_html

LONGEST_SUMMARY = 300
LONGEST_SALUTATION = 80


def body_of(message: str) -> list[tuple[str, str]]:
    """The blocks of a body: one of text."""
    return [("text", markdown_to_html(message))]


def summary_of(message: str) -> str:
    """The first paragraph after "Dear colleagues,", cut where it is long: what lists show of it."""
    paragraphs = [" ".join(part.split()) for part in message.split("\n\n") if part.strip()]
    if len(paragraphs) > 1 and _is_salutation(paragraphs[0]):
        del paragraphs[0]
    words = paragraphs[0] if paragraphs else ""
    if len(words) <= LONGEST_SUMMARY:
        return words
    return words[:LONGEST_SUMMARY].rsplit(" ", 1)[0] + " …"


def _is_salutation(paragraph: str) -> bool:
    return len(paragraph) <= LONGEST_SALUTATION and paragraph.endswith((",", "،", "!"))
