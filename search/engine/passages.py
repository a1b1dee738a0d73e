"""The passage that shows why an item was found."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from search.engine.highlight import Marks, passage
from search.engine.interface import FoundPart, PartKind
from search.engine.language.analysis import Analyser, analyser_for
from search.engine.reading import Meaning
from search.engine.rows import index_language

# Of an item found by a looser form of a word, so many parts are looked through.
PARTS_READ = 30
_KINDS: dict[str, PartKind] = {
    "section": "section",
    "chapter": "chapter",
    "file page": "file page",
    "post": "post",
}


def show(
    item: Mapping[str, Any],
    part: Mapping[str, Any] | None,
    marks: Marks,
    first_parts: Callable[[], Iterable[Mapping[str, Any]]],
) -> tuple[str, FoundPart | None]:
    """Return the passage of a hit and the part it stands in; no part when the summary answers.

    ``item`` and ``part`` are what the index keeps of them; ``first_parts`` reads the first parts of
    the item.
    """
    analyser = analyser_for(index_language(item["language"]))
    if part is not None:
        html, worth = passage(part["text"], marks, analyser)
        if not worth and item["text"]:
            html = passage(item["text"], marks, analyser)[0]
        return html, _found_part(part)
    html, worth = passage(item["text"], marks, analyser)
    if worth or not marks.traces:
        return html, None
    # Found by a looser form of a word, which parts are not asked for.
    return _look_through(first_parts(), marks, analyser) or (html, None)


def _look_through(
    parts: Iterable[Mapping[str, Any]], marks: Marks, analyser: Analyser
) -> tuple[str, FoundPart | None] | None:
    for part in parts:
        html, worth = passage(part["text"], marks, analyser)
        if worth:
            return html, _found_part(part)
    return None


def _found_part(part: Mapping[str, Any]) -> FoundPart:
    return FoundPart(part["key"], _KINDS[part["kind"]], part["title"], part["target"])


def marks_of(meanings: Sequence[Meaning]) -> dict[str, Marks]:
    """Return the marks of each language."""
    return {meaning.language: meaning.marks() for meaning in meanings}
