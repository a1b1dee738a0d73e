"""The passage that shows why an item was found."""

from collections.abc import Sequence

from search.engine.embedded.schema import index_language
from search.engine.highlight import Marks, passage
from search.engine.interface import FoundPart, PartKind
from search.engine.language.analysis import analyser_for
from search.engine.reading import Meaning

_KINDS: dict[str, PartKind] = {
    "section": "section",
    "chapter": "chapter",
    "file page": "file page",
}


def show(
    row: dict[str, str], part: dict[str, str] | None, marks: Marks
) -> tuple[str, FoundPart | None]:
    """Return the passage of a hit and the part it stands in; no part when the summary answers."""
    analyser = analyser_for(index_language(row["language"]))
    if part is None:
        return passage(row["text"], marks, analyser)[0], None
    html, worth = passage(part["text"], marks, analyser)
    found = FoundPart(part["key"], _KINDS[part["kind"]], part["title"], part["target"])
    if not worth and row["text"]:
        html = passage(row["text"], marks, analyser)[0]
    return html, found


def marks_of(meanings: Sequence[Meaning]) -> dict[str, Marks]:
    """Return the marks of each language."""
    return {meaning.language: meaning.marks() for meaning in meanings}
