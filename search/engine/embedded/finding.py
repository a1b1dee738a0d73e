"""Finds, counts and orders the items of one question."""

from collections.abc import Sequence

import tantivy
from tantivy import Occur, Query

from search.engine.asking import Inquiry
from search.engine.embedded.queries import EmbeddedQueries
from search.engine.embedded.state import View
from search.engine.finding import (
    Candidate,
    Found,
    facets_in_order,
    first_of_page,
    most_first,
    weigh,
    window,
)
from search.engine.interface import FACETS
from search.engine.ranking import MOST_FACET_VALUES, STAGES, WINDOW, is_enough

_MOST_PARTS = 200

Place = tuple[float, tantivy.DocAddress]
FoundItem = Found[tantivy.DocAddress]


class Finding:
    """One question, asked of one view of the index."""

    def __init__(self, view: View, inquiry: Inquiry[Query]) -> None:
        self._searcher = view.searcher
        self._schema = view.schema
        self._inquiry = inquiry
        self._request = inquiry.request
        self._say = EmbeddedQueries(view)
        for stage, (share, _enough) in enumerate(STAGES):
            self._share = share
            self._first_window, self.total = self._ask(0)
            if is_enough(self.total, stage, inquiry.most_words):
                break

    def page(self) -> list[FoundItem]:
        """Return the items of the page that was asked for, in order."""
        request = self._request
        first = first_of_page(request)
        if first >= self.total:
            return []
        if request.sort == "date":
            places = self._searcher.search(
                self._inquiry.whole(self._share, self._inquiry.filters()),
                limit=request.per_page,
                count=False,
                offset=first,
                order_by_field="published_at",
            ).hits
            return self._weigh(places)
        return window(
            request,
            first,
            self.total,
            lambda start: self._weigh(self._ask(start)[0] if start else self._first_window),
        )

    def facets(self) -> dict[str, list[tuple[str, int]]]:
        """Count the values of each facet over the found items.

        A facet that is chosen is counted without its own choice, so that its neighbours still show.
        """
        chosen = [name for name in FACETS if self._request.filters.get(name)]
        others = [name for name in FACETS if name not in chosen]
        counted = self._aggregate("", others)
        for name in chosen:
            counted |= self._aggregate(name, [name])
        return facets_in_order(FACETS, counted)

    def _weigh(self, places: Sequence[Place]) -> list[FoundItem]:
        if not places:
            return []
        addresses = [address for _, address in places]
        items = [int(item or 0) for item in self._searcher.fast_field_values("item", addresses)]
        days = self._searcher.fast_field_values("review_by", addresses)
        parts = self._best_parts(items)
        none: tuple[float, tantivy.DocAddress | None] = (0.0, None)
        return weigh(
            (
                Candidate(score, address, int(day or 0), *parts.get(item, none))
                for (score, address), item, day in zip(places, items, days, strict=True)
            ),
            self._request,
        )

    def _best_parts(self, items: list[int]) -> dict[int, Place]:
        # Term by term, because a set of numbers is looked up three times as slowly.
        owned = [Query.term_query(self._schema, "item", item) for item in items]
        owners = Query.const_score_query(
            Query.boolean_query([(Occur.Should, query) for query in owned]), 0.0
        )
        # Each way is joined to the owners by itself: within a union, phrases would be looked for
        # from end to end of the index.
        clauses = [
            self._say.boosted(self._say.joined(must=[owners, query]), worth)
            for query, worth in self._inquiry.parts(self._share)
        ]
        if not clauses:
            return {}
        asked = self._say.joined(should=clauses)
        places = self._searcher.search(asked, limit=_MOST_PARTS, count=False).hits
        if not places:
            return {}
        numbers = self._searcher.fast_field_values("item", [address for _, address in places])
        best: dict[int, Place] = {}
        for owner, place in zip(numbers, places, strict=True):
            best.setdefault(int(owner or 0), place)
        return best

    def _ask(self, start: int) -> tuple[list[Place], int]:
        asked = self._inquiry.whole(self._share, self._inquiry.filters(), is_ordered=True)
        answer = self._searcher.search(asked, limit=WINDOW, count=not start, offset=start)
        return answer.hits, int(getattr(answer, "count", None) or 0)

    def _aggregate(self, without: str, names: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
        if not names:
            return {}
        query = self._inquiry.whole(self._share, self._inquiry.filters(without))
        asked = {name: {"terms": {"field": name, "size": MOST_FACET_VALUES}} for name in names}
        counted = self._searcher.aggregate(query, asked)
        return {
            name: most_first(
                (str(one["key"]), int(one["doc_count"])) for one in counted[name]["buckets"]
            )
            for name in names
        }
