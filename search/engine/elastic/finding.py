"""Finds, counts and orders the items of one question."""

from collections.abc import Sequence

from search.engine.elastic.client import Body
from search.engine.elastic.conversation import Conversation
from search.engine.elastic.queries import ElasticQueries
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
from search.engine.passages import PARTS_READ
from search.engine.ranking import MOST_FACET_VALUES, STAGES, WINDOW, is_enough

# The server looks no deeper into an answer, and nobody reads on for a thousand pages.
_DEEPEST = 10_000
BY_DATE = [{"published_at": "desc"}, {"owner": "asc"}]
BY_SCORE = [{"_score": "desc"}, *BY_DATE]
FoundItem = Found[Body]


class Finding:
    """One question, asked of the server; a place is a row as the server sends it."""

    def __init__(
        self, conversation: Conversation, queries: ElasticQueries, inquiry: Inquiry[Body]
    ) -> None:
        self._conversation = conversation
        self._say = queries
        self._inquiry = inquiry
        self._request = inquiry.request
        self._first = first_of_page(self._request)
        self._first_parts: dict[str, list[Body]] = {}
        self._share, self._answer = self._choose_stage()
        self.total = int(self._answer["hits"]["total"]["value"])

    def page(self) -> list[FoundItem]:
        """Return the items of the page that was asked for, in order."""
        if self._first >= min(self.total, _DEEPEST - self._request.per_page):
            return []
        if self._request.sort == "date":
            return self._weigh(self._answer["hits"]["hits"])
        deepest = min(self.total, _DEEPEST - WINDOW)
        return window(self._request, self._first, deepest, self._weighed_window)

    def facets(self) -> dict[str, list[tuple[str, int]]]:
        """The values of each facet over the found items.

        A facet that is chosen is counted without its own choice, so that its neighbours still show.
        """
        counted = {}
        for name in FACETS:
            buckets = self._answer["aggregations"][name][name]["buckets"]
            counted[name] = most_first((one["key"], one["doc_count"]) for one in buckets)
        return facets_in_order(FACETS, counted)

    def first_parts(self, key: str, keys: Sequence[str]) -> list[Body]:
        """Return what is kept of the first parts of an item; asked once for all of ``keys``."""
        if key not in self._first_parts:
            answers = self._conversation.search([_parts_of(one) for one in keys])
            for one, answer in zip(keys, answers, strict=True):
                rows = answer["hits"]["hits"]
                self._first_parts[one] = [row["_source"]["stored"] for row in rows]
        return self._first_parts[key]

    def _choose_stage(self) -> tuple[float, Body]:
        """Ask for all words, and for fewer where that finds little."""
        share = STAGES[0][0]
        (answer,) = self._conversation.search([self._search(share)])
        for stage, (looser, _enough) in enumerate(STAGES):
            if self._inquiry.needs(looser) != self._inquiry.needs(share):
                share = looser
                (answer,) = self._conversation.search([self._search(share)])
            if is_enough(
                _of_any_type(answer),
                stage,
                self._inquiry.most_words,
                has_all_words=self._request.has_all_words,
            ):
                break
        return share, answer

    def _search(self, share: float) -> Body:
        """Return the search for one stage: the page or its window, the total and the facets."""
        is_by_date = self._request.sort == "date"
        start = self._first if is_by_date else self._first - self._first % WINDOW
        size = self._request.per_page if is_by_date else WINDOW
        return {
            **self._slice(share, start, size),
            "track_total_hits": True,
            "aggs": {name: self._facet(name) for name in FACETS},
        }

    def _slice(self, share: float, start: int, size: int) -> Body:
        is_by_date = self._request.sort == "date"
        body: Body = {
            # Filters come after counting: a chosen facet is counted without its own choice.
            "query": self._whole(share, is_by_date),
            "from": min(start, _DEEPEST - size),
            "size": size,
            "sort": BY_DATE if is_by_date else BY_SCORE,
            "version": True,
            "track_total_hits": False,
        }
        filters = self._inquiry.filters()
        if filters:
            body["post_filter"] = self._say.joined(must=filters)
        return body

    def _whole(self, share: float, is_by_date: bool) -> Body:
        """Return the question; where relevance orders, each row's is multiplied by its worth."""
        asked = self._inquiry.whole(share, [], is_ordered=not is_by_date)
        if is_by_date:
            return asked
        worth = {"field": "worth", "missing": 1}
        return {
            "function_score": {
                "query": asked,
                "field_value_factor": worth,
                "boost_mode": "multiply",
            }
        }

    def _facet(self, name: str) -> Body:
        filters = self._inquiry.filters(without=name)
        narrowed = self._say.joined(must=filters) if filters else {"match_all": {}}
        counted = {"terms": {"field": name, "size": MOST_FACET_VALUES}}
        return {"filter": narrowed, "aggs": {name: counted}}

    def _weighed_window(self, start: int) -> list[FoundItem]:
        if start == self._first - self._first % WINDOW:
            return self._weigh(self._answer["hits"]["hits"])
        (answer,) = self._conversation.search([self._slice(self._share, start, WINDOW)])
        return self._weigh(answer["hits"]["hits"])

    def _weigh(self, rows: list[Body]) -> list[FoundItem]:
        parts = self._best_parts([row["_source"]["owner"] for row in rows])
        return weigh(
            (_candidate(row, parts.get(row["_source"]["owner"])) for row in rows), self._request
        )

    def _best_parts(self, keys: list[str]) -> dict[str, Body]:
        ways = self._inquiry.parts(self._share)
        if not ways or not keys:
            return {}
        query = {
            "bool": {
                "filter": [{"terms": {"owner": keys}}, {"term": {"kind": "part"}}],
                "should": [self._say.boosted(way, worth) for way, worth in ways],
                "minimum_should_match": 1,
            }
        }
        # One part for each item: the server leaves out all but the best.
        asked = {"query": query, "collapse": {"field": "owner"}, "size": len(keys)}
        (answer,) = self._conversation.search([{**asked, "track_total_hits": False}])
        return {row["_source"]["owner"]: row for row in answer["hits"]["hits"]}


def _parts_of(key: str) -> Body:
    owned = {"bool": {"filter": [{"term": {"owner": key}}, {"term": {"kind": "part"}}]}}
    return {"query": owned, "size": PARTS_READ, "sort": [{"place": "asc"}]}


def _candidate(row: Body, part: Body | None) -> Candidate[Body]:
    return Candidate(
        score=row["_score"] or 0.0,
        place=row,
        review_by=row["_source"]["review_by"],
        part_score=part["_score"] if part else 0.0,
        part=part,
    )


def _of_any_type(answer: Body) -> int:
    """How many items there are whatever the chosen type: with another one the same is found.

    Each item is of one type, and its facet is counted without its own choice.
    """
    return sum(one["doc_count"] for one in answer["aggregations"]["type"]["type"]["buckets"])
