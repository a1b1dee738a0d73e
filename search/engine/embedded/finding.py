"""Finds, counts and orders the items of one question."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tantivy import DocAddress, Occur, Query

from search.engine.embedded.queries import EmbeddedQueries
from search.engine.embedded.schema import RAISED, WEIGHT, unpack
from search.engine.embedded.state import Shelf
from search.engine.finding import (
    Candidate,
    Found,
    facets_in_order,
    first_of_page,
    most_first,
    weigh,
    window,
)
from search.engine.inquiry import Inquiry
from search.engine.interface import FACETS
from search.engine.ranking import MOST_FACET_VALUES, STAGES, WINDOW, is_enough

_MOST_PARTS = 200


class Place(NamedTuple):
    """Where a row lies; ``score`` is its relevance, or its date where dates order."""

    score: float
    shelf: Shelf
    address: DocAddress

    def kept(self) -> dict[str, Any]:
        """Return what the row keeps to be shown."""
        return unpack(self.shelf.searcher.doc(self.address))

    def value(self, field: str) -> int:
        """Return a number of the row."""
        return int(self.shelf.searcher.fast_field_values(field, [self.address])[0] or 0)


FoundItem = Found[Place]


@dataclass(frozen=True, slots=True)
class Side:
    """A question in the words of one shelf."""

    shelf: Shelf
    say: EmbeddedQueries
    inquiry: Inquiry[Query]

    def count_and_best(self, share: float, most: int) -> tuple[int, list[Place]]:
        """Return how many items there are, and the best."""
        answer = self.shelf.searcher.search(
            self._ordered(share), limit=most, count=True, weight_by_field=WEIGHT
        )
        return int(getattr(answer, "count", None) or 0), self._weighed(answer.hits)

    def count(self, share: float, without: str) -> int:
        """Return how many items there are, one facet not narrowed by its choice."""
        query = self.inquiry.whole(share, self.inquiry.filters(without))
        answer = self.shelf.searcher.search(query, limit=1, count=True)
        return int(getattr(answer, "count", None) or 0)

    def best(self, share: float, start: int, most: int) -> list[Place]:
        """Return the best items from a place on."""
        found = self.shelf.searcher.search(
            self._ordered(share), limit=most, count=False, offset=start, weight_by_field=WEIGHT
        )
        return self._weighed(found.hits)

    def newest(self, share: float, start: int, most: int) -> list[Place]:
        """Return the newest items from a place on."""
        found = self.shelf.searcher.search(
            self.inquiry.whole(share, self.inquiry.filters()),
            limit=most,
            count=False,
            offset=start,
            order_by_field="published_at",
        )
        return self._places(found.hits)

    def candidates(self, share: float, places: Sequence[Place]) -> list[Candidate[Place]]:
        """Return these items of the shelf with what else their worth depends on."""
        addresses = [place.address for place in places]
        fast = self.shelf.searcher.fast_field_values
        items = [int(item or 0) for item in fast("item", addresses)]
        parts = self._best_parts(share, items)
        return [
            Candidate(
                place.score,
                place,
                int(day or 0),
                parts[item].score if item in parts else 0.0,
                parts.get(item),
                # Where a row lies is an accident of writing, and two scores are often the same.
                tie=item,
            )
            for place, item, day in zip(places, items, fast("review_by", addresses), strict=True)
        ]

    def facets(self, share: float, without: str, names: Sequence[str]) -> dict[str, Counter[str]]:
        """Return how many items have each value, one facet perhaps not narrowed by its choice."""
        query = self.inquiry.whole(share, self.inquiry.filters(without))
        asked = {name: {"terms": {"field": name, "size": MOST_FACET_VALUES}} for name in names}
        counted = self.shelf.searcher.aggregate(query, asked)
        return {
            name: Counter(
                {str(one["key"]): int(one["doc_count"]) for one in counted[name]["buckets"]}
            )
            for name in names
        }

    def _ordered(self, share: float) -> Query:
        return self.inquiry.whole(share, self.inquiry.filters(), is_ordered=True)

    def _weighed(self, hits: Sequence[tuple[float, DocAddress]]) -> list[Place]:
        return self._places([(score / RAISED, address) for score, address in hits])

    def _places(self, hits: Sequence[tuple[float, DocAddress]]) -> list[Place]:
        return [Place(score, self.shelf, address) for score, address in hits]

    def _best_parts(self, share: float, items: Sequence[int]) -> dict[int, Place]:
        # Term by term, because a set of numbers is looked up three times as slowly.
        owned = [Query.term_query(self.shelf.schema, "item", item) for item in items]
        owners = Query.const_score_query(
            Query.boolean_query([(Occur.Should, query) for query in owned]), 0.0
        )
        # Each way is joined to the owners by itself: within a union, phrases would be looked for
        # from end to end of the index.
        clauses = [
            self.say.boosted(self.say.joined(must=[owners, query]), worth)
            for query, worth in self.inquiry.parts(share)
        ]
        if not clauses:
            return {}
        asked = self.say.joined(should=clauses)
        found = self.shelf.searcher.search(asked, limit=_MOST_PARTS, count=False)
        places = self._places(found.hits)
        if not places:
            return {}
        owners_of = self.shelf.searcher.fast_field_values("item", [one.address for one in places])
        best: dict[int, Place] = {}
        for owner, place in zip(owners_of, places, strict=True):
            best.setdefault(int(owner or 0), place)
        return best


class Finding:
    """One question, asked of every shelf its reader may look on."""

    def __init__(self, sides: Sequence[Side]) -> None:
        self._sides = sides
        self._inquiry = sides[0].inquiry
        self._request = self._inquiry.request
        self._share = STAGES[0][0]
        best = self._ask()
        for stage, (share, _enough) in enumerate(STAGES):
            if self._inquiry.needs(share) != self._inquiry.needs(self._share):
                self._share = share
                best = self._ask()
            if is_enough(
                self._of_any_type(),
                stage,
                self._inquiry.most_words,
                has_all_words=self._request.has_all_words,
            ):
                break
        self._first_window = _merged(best, 0, WINDOW)

    def page(self) -> list[FoundItem]:
        """Return the items of the page that was asked for, in order."""
        request = self._request
        first = first_of_page(request)
        if first >= self.total:
            return []
        if request.sort == "date":
            return self._weigh(self._from(Side.newest, first, request.per_page))
        return window(request, first, self.total, self._weighed_window)

    def facets(self) -> dict[str, list[tuple[str, int]]]:
        """Count the values of each facet over the found items.

        A facet that is chosen is counted without its own choice, so that its neighbours still show.
        """
        chosen = [name for name in FACETS if self._request.filters.get(name)]
        others = [name for name in FACETS if name not in chosen]
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for side in self._sides:
            for without, names in (("", others), *((name, [name]) for name in chosen)):
                for name, counts in side.facets(self._share, without, names).items():
                    counted[name].update(counts)
        ordered = {name: most_first(counts.items()) for name, counts in counted.items()}
        return facets_in_order(FACETS, ordered)

    def _ask(self) -> list[list[Place]]:
        """Return the best of each shelf, and count them all."""
        answers = [side.count_and_best(self._share, WINDOW) for side in self._sides]
        self.total = sum(count for count, _best in answers)
        return [best for _count, best in answers]

    def _of_any_type(self) -> int:
        """How many there are whatever the chosen type: with another one the same is found."""
        if not self._request.filters.get("type"):
            return self.total
        return sum(side.count(self._share, "type") for side in self._sides)

    def _weighed_window(self, start: int) -> list[FoundItem]:
        return self._weigh(self._from(Side.best, start, WINDOW) if start else self._first_window)

    def _from(self, ask: Callable[..., list[Place]], start: int, most: int) -> list[Place]:
        """Return items of all shelves from a place on; of two shelves each is read from its top."""
        if len(self._sides) == 1:
            return ask(self._sides[0], self._share, start, most)
        return _merged(
            [ask(side, self._share, 0, start + most) for side in self._sides], start, most
        )

    def _weigh(self, places: Sequence[Place]) -> list[FoundItem]:
        of_shelf = {
            side.shelf: iter(side.candidates(self._share, own))
            for side in self._sides
            if (own := [place for place in places if place.shelf is side.shelf])
        }
        return weigh((next(of_shelf[place.shelf]) for place in places), self._request)


def _merged(best: Sequence[list[Place]], start: int, most: int) -> list[Place]:
    if len(best) == 1:
        return best[0][start : start + most]
    every = [place for one in best for place in one]
    every.sort(key=lambda place: -place.score)
    return every[start : start + most]
