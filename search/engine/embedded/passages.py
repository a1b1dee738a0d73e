"""Chooses the best part of each found item, and the passage that shows why it was found."""

from collections.abc import Sequence

import tantivy
from tantivy import Occur, Query

from search.engine.embedded.finding import Finding, keyword
from search.engine.embedded.schema import index_language, item_number, unpack
from search.engine.embedded.state import View
from search.engine.highlight import Marks, passage
from search.engine.interface import FoundPart
from search.engine.language.analysis import analyser_for
from search.engine.reading import Meaning

_PARTS_PER_ITEM = 40
_SUMMARY_ADVANTAGE = 1.0


def best_parts(
    view: View, finding: Finding, keys: Sequence[str], language: str
) -> dict[str, dict[str, str]]:
    """Return the best part of each of these items of one language, where one answers."""
    query = finding.parts_query(language)
    if query is None or not keys:
        return {}
    numbers = {item_number(key): key for key in keys}
    asked = Query.boolean_query(
        [
            (Occur.Must, Query.term_set_query(view.schema, "item", list(numbers))),
            (Occur.Must, Query.const_score_query(keyword(view.schema, "kind", ["part"]), 0)),
            (Occur.Must, query),
        ]
    )
    limit = _PARTS_PER_ITEM * len(numbers)
    addresses = [pair[1] for pair in view.searcher.search(asked, limit, count=False).hits]
    best: dict[str, tantivy.DocAddress] = {}
    if addresses:
        owners = view.searcher.fast_field_values("item", addresses)
        for owner, address in zip(owners, addresses, strict=True):
            best.setdefault(numbers[int(owner or 0)], address)
    return {key: unpack(view.searcher.doc(address)) for key, address in best.items()}


def show(
    row: dict[str, str], part: dict[str, str] | None, marks: Marks
) -> tuple[str, FoundPart | None]:
    """Return the passage of a hit and the part it stands in; no part when the summary answers."""
    analyser = analyser_for(index_language(row["language"]))
    if part is None:
        return passage(row["text"], marks, analyser)[0], None
    html, worth = passage(part["text"], marks, analyser)
    found = FoundPart(part["key"], _kind(part["kind"]), part["title"], part["target"])
    if not worth and row["text"]:
        html = passage(row["text"], marks, analyser)[0]
    return html, found


def _kind(name: str) -> str:
    return name


def marks_of(meanings: Sequence[Meaning]) -> dict[str, Marks]:
    """Return the marks of each language."""
    return {meaning.language: meaning.marks() for meaning in meanings}
