"""Finds, counts and orders the items of one question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import tantivy
from tantivy import Occur, Query

from search.engine.embedded.asking import EXACT_TITLE_SCORE, Asker
from search.engine.embedded.closing import keep_out
from search.engine.embedded.state import View
from search.engine.interface import FACETS, Request
from search.engine.language.text import plain_key
from search.engine.question import Question
from search.engine.reading import Meaning

OTHER_LANGUAGE_WORTH = 0.35
STALE_WORTH = 0.75
# Which share of the words an item must hold, and how many hits are enough to ask for no less: a
# large library answers with all of them, a small one with what comes near.
_STAGES = ((1.0, 30), (0.6, 4), (0.34, 0))
# Within a window what only today knows (overdue) is weighed in; its order does not depend on the
# page.
_WINDOW = 40
_MOST_FACET_VALUES = 60

# What the best part of an item adds to it: a long manual is not worse for its other chapters.
PART_WORTH = 0.3
_MOST_PARTS = 200

Place = tuple[float, tantivy.DocAddress]


@dataclass(frozen=True, slots=True)
class Found:
    """An item on a results page, and where its best part lies."""

    score: float
    address: tantivy.DocAddress
    is_stale: bool
    part: tantivy.DocAddress | None


def keyword(schema: tantivy.Schema, field: str, values: Sequence[str]) -> Query:
    """Return what finds rows with any of the values in a field of facts."""
    if len(values) == 1:
        return Query.term_query(schema, field, values[0], index_option="basic")
    return Query.term_set_query(schema, field, list(values))


class Finding:
    """One question, asked of one view of the index."""

    def __init__(
        self, view: View, request: Request, question: Question, meanings: list[Meaning]
    ) -> None:
        self._view = view
        self._schema = view.schema
        self._searcher = view.searcher
        self._request = request
        self._question = question
        self._meanings = meanings
        self._asker = Asker(view, meanings[0].language)
        most_words = max((len(meaning.words) for meaning in meanings), default=0)
        for share, enough in _STAGES:
            self._share = share
            self._words = self._ask_words()
            self._first_window, self.total = self._ask(0)
            if self.total >= enough or most_words < 2:
                break

    def page(self) -> list[Found]:
        """Return the items of the page that was asked for, in order."""
        request = self._request
        first = (max(1, request.page) - 1) * request.per_page
        if first >= self.total:
            return []
        if request.sort == "date":
            places = self._searcher.search(
                self._build(),
                limit=request.per_page,
                count=False,
                offset=first,
                order_by_field="published_at",
            ).hits
            return self._weigh(places)
        return self._window(first)

    def facets(self) -> dict[str, list[tuple[str, int]]]:
        """Count the values of each facet over the found items.

        A facet that is chosen is counted without its own choice, so that its neighbours still show.
        """
        chosen = [name for name in FACETS if self._request.filters.get(name)]
        others = [name for name in FACETS if name not in chosen]
        counted = self._aggregate(self._build(), others)
        for name in chosen:
            counted |= self._aggregate(self._build(without=name), [name])
        return {name: counted[name] for name in FACETS if counted[name]}

    def _window(self, first: int) -> list[Found]:
        request = self._request
        found: list[Found] = []
        start = first - first % _WINDOW
        while start < first + request.per_page and start < self.total:
            places = self._ask(start)[0] if start else self._first_window
            found += sorted(self._weigh(places), key=lambda one: -one.score)
            start += _WINDOW
        skipped = first % _WINDOW
        return found[skipped : skipped + request.per_page]

    def _weigh(self, places: Sequence[Place]) -> list[Found]:
        """Add what the best part of each item is worth, and take off what being overdue costs."""
        if not places:
            return []
        addresses = [address for _, address in places]
        items = self._searcher.fast_field_values("item", addresses)
        parts = self._best_parts([int(item or 0) for item in items])
        today = (self._request.today or datetime.now(UTC).date()).toordinal()
        days = self._searcher.fast_field_values("review_by", addresses)
        found = []
        for (score, address), item, day in zip(places, items, days, strict=True):
            part_score, part = parts.get(int(item or 0), (0.0, None))
            is_stale = bool(day) and int(day or 0) < today
            worth = (score + PART_WORTH * part_score) * (STALE_WORTH if is_stale else 1.0)
            found.append(Found(worth, address, is_stale, part))
        return found

    def _best_parts(self, items: list[int]) -> dict[int, Place]:
        # Term by term, because a set of numbers is looked up three times as slowly.
        owned = [Query.term_query(self._schema, "item", item) for item in items]
        owners = Query.const_score_query(
            Query.boolean_query([(Occur.Should, query) for query in owned]), 0.0
        )
        clauses: list[tuple[Occur, Query]] = []
        for meaning in self._answering:
            query = self._asker.parts(meaning)
            if query is None:
                continue
            is_reader = meaning.language == self._request.language
            worth = 1.0 if is_reader else OTHER_LANGUAGE_WORTH
            found = [query]
            if is_reader:
                found += self._asker.closeness(meaning, f"part_{meaning.language}")
            # Each is joined to the owners by itself: within a union, phrases would be looked for
            # from end to end of the index.
            for one in found:
                joined = Query.boolean_query([(Occur.Must, owners), (Occur.Must, one)])
                clauses.append((Occur.Should, Query.boost_query(joined, worth)))
        if not clauses:
            return {}
        asked = Query.boolean_query(clauses)
        places = self._searcher.search(asked, limit=_MOST_PARTS, count=False).hits
        if not places:
            return {}
        numbers = self._searcher.fast_field_values("item", [address for _, address in places])
        best: dict[int, Place] = {}
        for owner, place in zip(numbers, places, strict=True):
            best.setdefault(int(owner or 0), place)
        return best

    def _ask(self, start: int) -> tuple[list[Place], int]:
        answer = self._searcher.search(
            self._build(is_ordered=True), limit=_WINDOW, count=not start, offset=start
        )
        return answer.hits, int(getattr(answer, "count", None) or 0)

    def _aggregate(self, query: Query, names: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
        if not names:
            return {}
        asked = {name: {"terms": {"field": name, "size": _MOST_FACET_VALUES}} for name in names}
        counted = self._searcher.aggregate(query, asked)
        return {
            name: sorted(
                ((str(one["key"]), int(one["doc_count"])) for one in counted[name]["buckets"]),
                key=lambda pair: (-pair[1], pair[0]),
            )
            for name in names
        }

    def _build(self, without: str = "", is_ordered: bool = False) -> Query:
        """Return the whole question; what only orders is left out where only counting is asked."""
        schema = self._schema
        clauses: list[tuple[Occur, Query]] = []
        # Words are looked for in fields that only items have; asking twice would cost a quarter.
        if not self._question.says_something:
            clauses.append((Occur.Must, _silent(schema, "kind", ["item"])))
        if not self._question.is_empty:
            clauses.append((Occur.Must, self._words))
            if is_ordered:
                clauses += [(Occur.Should, query) for query in self._closeness()]
        for name, values in self._request.filters.items():
            if name in FACETS and values and name != without:
                clauses.append((Occur.Must, _silent(schema, name, values)))
        clauses += keep_out(self._view, self._request.reader)
        for meaning in self._meanings:
            clauses += [(Occur.MustNot, query) for query in self._asker.excluded(meaning)]
        return Query.boolean_query(clauses)

    def _closeness(self) -> list[Query]:
        for meaning in self._meanings:
            if meaning.language == self._request.language:
                return self._asker.closeness(meaning, f"title_{meaning.language}")
        return []

    def _ask_words(self) -> Query:
        ways: list[tuple[Occur, Query]] = []
        self._answering: list[Meaning] = []
        for meaning in self._meanings:
            query = self._asker.items(meaning, self._share)
            if query is not None:
                self._answering.append(meaning)
                is_reader = meaning.language == self._request.language
                worth = 1.0 if is_reader else OTHER_LANGUAGE_WORTH
                ways.append((Occur.Should, Query.boost_query(query, worth)))
        exact = self._exact_title()
        if exact is not None:
            ways.append((Occur.Should, exact))
        if ways:
            return Query.boolean_query(ways)
        return Query.empty_query() if self._question.says_something else Query.all_query()

    def _exact_title(self) -> Query | None:
        key = plain_key(self._question.text)
        if not key or not self._searcher.doc_freq("title_key", key):
            return None
        title = _silent(self._schema, "title_key", [key], EXACT_TITLE_SCORE)
        reader = _silent(self._schema, "language", [self._request.language], EXACT_TITLE_SCORE)
        return Query.boolean_query([(Occur.Must, title), (Occur.Should, reader)])


def _silent(schema: tantivy.Schema, field: str, values: Sequence[str], score: float = 0.0) -> Query:
    return Query.const_score_query(keyword(schema, field, values), score)
