"""Keeps out what a reader may not find, before anything is counted.

Said plainly, an item is kept out when its visibility hangs on a scope that is closed to the reader
now. With a thousand closed scopes that costs ten milliseconds a question, so the index helps: each
item carries the barriers that stood before it when it was indexed. A scope whose every item carries
it as a barrier, with the audience that closes it now, needs no looking up: one term tells items
without any barrier, and a few more those whose barriers are all open to this reader. Only scopes
that were closed since, or closed otherwise, are looked up one by one.
"""

import tantivy
from tantivy import Query

from search.engine.embedded.queries import EmbeddedQueries
from search.engine.embedded.schema import BARRIER_SEPARATOR, CLOSED, barrier_term
from search.engine.embedded.state import View
from search.engine.interface import Reader

_MOST_KEPT = 200


def kept_out(view: View, reader: Reader) -> list[Query]:
    """Return what finds all that ``reader`` may not find; kept while nothing moves."""
    known = view.closings.get(reader)
    if known is None:
        if len(view.closings) >= _MOST_KEPT:
            view.closings.clear()
        known = view.closings[reader] = _closed(view, reader)
    return known


def _closed(view: View, reader: Reader) -> list[Query]:
    say = EmbeddedQueries(view)
    scopes = {scope for scope, _audience in reader.closed}
    closed: list[Query] = []
    if reader.audiences is not None:
        closed.append(_closed_to(view, reader.audiences))
        scopes = {pair[0] for pair in reader.closed if not _is_carried(view.searcher, *pair)}
    return closed + [
        say.keyword("scopes", [scope])
        for scope in sorted(scopes | reader.hidden)
        if view.searcher.doc_freq("scopes", scope)
    ]


def _is_carried(searcher: tantivy.Searcher, scope: str, audience: str) -> bool:
    """Whether every item that hangs on the scope carries this very barrier."""
    carried = searcher.doc_freq("barrier", barrier_term(scope, audience))
    return carried == searcher.doc_freq("scopes", scope)


def _closed_to(view: View, audiences: frozenset[str]) -> Query:
    """Return what finds items of which any barrier, as indexed, is closed to these audiences."""
    say = EmbeddedQueries(view)
    closed = say.keyword("access", [CLOSED])
    combinations = view.searcher.terms_with_prefix("audience_set", "")
    open_ones = [
        say.keyword("audience_set", [term])
        for term, _count in combinations
        if audiences.issuperset(term.split(BARRIER_SEPARATOR))
    ]
    if not open_ones:
        return closed
    return say.joined(must=[closed], must_not=[say.joined(should=open_ones)])
