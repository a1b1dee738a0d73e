"""The passage that shows why an item was found."""

from collections.abc import Sequence

from tantivy import Occur, Query

from search.engine.embedded.finding import Found, keyword
from search.engine.embedded.schema import index_language, item_number, unpack
from search.engine.embedded.state import View
from search.engine.highlight import Marks, passage
from search.engine.interface import FoundPart, PartKind
from search.engine.language.analysis import Analyser, analyser_for
from search.engine.reading import Meaning

_PARTS_READ = 30
_KINDS: dict[str, PartKind] = {
    "section": "section",
    "chapter": "chapter",
    "file page": "file page",
}


def show(
    view: View, found: Found, row: dict[str, str], marks: Marks
) -> tuple[str, FoundPart | None]:
    """Return the passage of a hit and the part it stands in; no part when the summary answers."""
    analyser = analyser_for(index_language(row["language"]))
    if found.part is not None:
        part = unpack(view.searcher.doc(found.part))
        html, worth = passage(part["text"], marks, analyser)
        if not worth and row["text"]:
            html = passage(row["text"], marks, analyser)[0]
        return html, _found_part(part)
    html, worth = passage(row["text"], marks, analyser)
    if worth or not marks.traces:
        return html, None
    return _look_through_parts(view, row, marks, analyser) or (html, None)


def _look_through_parts(
    view: View, row: dict[str, str], marks: Marks, analyser: Analyser
) -> tuple[str, FoundPart | None] | None:
    """Found by a looser form of a word, which parts are not asked for: read the first ones."""
    asked = Query.boolean_query(
        [
            (Occur.Must, Query.term_query(view.schema, "item", item_number(row["key"]))),
            (Occur.Must, keyword(view.schema, "kind", ["part"])),
        ]
    )
    for _, address in view.searcher.search(asked, limit=_PARTS_READ, count=False).hits:
        part = unpack(view.searcher.doc(address))
        html, worth = passage(part["text"], marks, analyser)
        if worth:
            return html, _found_part(part)
    return None


def _found_part(part: dict[str, str]) -> FoundPart:
    return FoundPart(part["key"], _KINDS[part["kind"]], part["title"], part["target"])


def marks_of(meanings: Sequence[Meaning]) -> dict[str, Marks]:
    """Return the marks of each language."""
    return {meaning.language: meaning.marks() for meaning in meanings}
