"""Keeps out what a reader may not find, before anything is counted.

Said plainly, an item is kept out when its visibility hangs on a scope that is closed to the reader
now. With a thousand closed scopes that costs ten milliseconds a question, so the index helps: each
item carries the barriers that stood before it when it was indexed, and those that carry any are on
a shelf of their own. A scope whose every item carries it as a barrier, with the audience that
closes it now, needs no looking up: a few terms tell the items whose barriers are all open to this
reader. Only scopes that were closed since, or closed otherwise, are looked up one by one.
"""

import tantivy
from tantivy import Query

from search.engine.embedded.queries import EmbeddedQueries
from search.engine.embedded.schema import BARRIER_SEPARATOR, barrier_term
from search.engine.embedded.state import Shelf
from search.engine.interface import Reader

_MOST_KEPT = 200


def kept_out(shelf: Shelf, reader: Reader) -> list[Query]:
    """Return what finds all that ``reader`` may not find on a shelf; kept while nothing moves."""
    known = shelf.closings.get(reader)
    if known is None:
        if len(shelf.closings) >= _MOST_KEPT:
            shelf.closings.clear()
        known = shelf.closings[reader] = _closed(shelf, reader)
    return known


def _closed(shelf: Shelf, reader: Reader) -> list[Query]:
    say = EmbeddedQueries(shelf, shelf)
    scopes = {scope for scope, _audience in reader.closed}
    closed: list[Query] = []
    if reader.audiences is not None:
        closed = _closed_to(shelf, reader.audiences)
        scopes = {pair[0] for pair in reader.closed if not _is_carried(shelf.searcher, *pair)}
    return closed + [
        say.keyword("scopes", [scope])
        for scope in sorted(scopes | reader.hidden)
        if shelf.searcher.doc_freq("scopes", scope)
    ]


def _is_carried(searcher: tantivy.Searcher, scope: str, audience: str) -> bool:
    """Whether every item that hangs on the scope carries this very barrier."""
    carried = searcher.doc_freq("barrier", barrier_term(scope, audience))
    return carried == searcher.doc_freq("scopes", scope)


def _closed_to(shelf: Shelf, audiences: frozenset[str]) -> list[Query]:
    """Return what finds items of which any barrier, as indexed, is closed to these audiences."""
    say = EmbeddedQueries(shelf, shelf)
    combinations = shelf.searcher.terms_with_prefix("audience_set", "")
    if not combinations:
        return []
    open_ones = [
        say.keyword("audience_set", [term])
        for term, _count in combinations
        if audiences.issuperset(term.split(BARRIER_SEPARATOR))
    ]
    if not open_ones:
        return [say.everything()]
    return [say.joined(must=[say.everything()], must_not=[say.joined(should=open_ones)])]
