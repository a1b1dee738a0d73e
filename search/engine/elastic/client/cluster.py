"""Elasticsearch as this site uses it: asking, writing, generations of the index, bookkeeping."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from elasticsearch import (
    BadRequestError,
    Elasticsearch,
    NotFoundError,
)
from elasticsearch.dsl import (
    Index,
)
from elasticsearch.helpers import streaming_bulk

from search.engine.interface import IndexMissing

from .errors import NOT_FOUND, NodeFailed, our_errors, raise_for, raise_for_row
from .rows import FORMAT, Body, Row

_WRITING_SECONDS = 30.0
_MOST_CONNECTIONS = 64
_CHUNK_ROWS = 500
_CHUNK_BYTES = 4 * 1024 * 1024
_MOST_RETRIES = 8
_LONGEST_PAUSE_SECONDS = 8.0
_READ_AT_ONCE = 2000
_NO_INDEX = "index_not_found_exception"
# A setting that only a rebuild changes: nobody reads the index yet, and it can be begun anew.
_WHILE_BUILT = {"refresh_interval": "-1", "translog.durability": "async"}
_WHEN_BUILT = {"refresh_interval": "30s", "translog.durability": "request"}


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server is, how it knows us, and how the names of our indices begin there."""

    url: str
    user: str = ""
    password: str = ""
    ca_file: str = ""
    index: str = "peerhall"


@dataclass(frozen=True, slots=True)
class Kept:
    """A document of bookkeeping with the place in its history that a change must name."""

    said: Body
    mark: tuple[int, int]


class Cluster:
    """Elasticsearch as this site uses it. Safe to share between threads.

    All methods raise NodeFailed or SearchUnavailable when the server does not do what it is asked,
    and IndexMissing when there is no index of ours.
    """

    def __init__(self, address: Address) -> None:
        self.alias = f"{address.index}-v{FORMAT}"
        self._generations = f"{address.index}-v*-*"
        self._template = f"{address.index}-v{FORMAT}"
        self._bookkeeping = f"{address.index}-lock"
        trusted: Body = {"ca_certs": address.ca_file} if address.ca_file else {}
        self._client = Elasticsearch(
            address.url,
            basic_auth=(address.user, address.password) if address.user else None,
            **trusted,
            # One for each thread there may be: those who wait for one overtake each other.
            connections_per_node=_MOST_CONNECTIONS,
            # Who waits for an answer cannot wait for a second try; who writes tries again.
            max_retries=0,
            retry_on_timeout=False,
        )
        self._writing = self._client.options(request_timeout=_WRITING_SECONDS)
        # Making a client takes half a millisecond, so one is kept for each tenth of a second.
        self._waiting: dict[int, Elasticsearch] = {}

    # -- Reading -----------------------------------------------------------------------------------

    def search(self, searches: Sequence[Body], seconds: float) -> list[Body]:
        """Answer several searches in one request; an error of one is an error of all."""
        lines: list[Body] = []
        for body in searches:
            lines += [{}, body]
        with our_errors():
            answer = self._within(seconds).msearch(index=self.alias, searches=lines)
        answers: list[Body] = answer["responses"]
        for one in answers:
            raise_for(one.get("status", 200), one.get("error"))
            if one["timed_out"] or one["_shards"]["failed"]:
                # Part of an answer is no answer: what is missing would be missing in silence.
                raise NodeFailed("the search server answered in part only")
        return answers

    def term_statistics(self, texts: Mapping[str, list[str]], seconds: float) -> Body:
        """Return for each field how many rows there are, and in how many each term stands.

        Shape: {field: {"field_statistics": {"doc_count": n}, "terms": {term: {"doc_freq": n}}}}.
        """
        with our_errors():
            answer = self._within(seconds).termvectors(
                index=self.alias,
                doc=texts,
                fields=list(texts),
                term_statistics=True,
                positions=False,
                offsets=False,
                payloads=False,
            )
        found: Body = answer["term_vectors"]
        return found

    def check_format(self, seconds: float) -> None:
        """Raise IndexMissing unless the index we read was made for these fields."""
        with our_errors():
            found = self._within(seconds).indices.get_mapping(index=self.alias)
        formats = {one["mappings"].get("_meta", {}).get("format") for one in found.values()}
        if formats != {FORMAT}:
            raise IndexMissing("the index is of another format; run rebuild_search")

    def every(self, query: Body, fields: Sequence[str]) -> Iterator[Body]:
        """Yield the source of every row that a query finds, page by page."""
        body: Body = {
            "query": query,
            "size": _READ_AT_ONCE,
            "sort": [{"owner": "asc"}, {"place": "asc"}],
            "track_total_hits": False,
            "_source": list(fields),
        }
        while True:
            (answer,) = self.search([body], _WRITING_SECONDS)
            rows = answer["hits"]["hits"]
            for row in rows:
                yield row["_source"]
            if len(rows) < _READ_AT_ONCE:
                return
            body["search_after"] = rows[-1]["sort"]

    def written(self, ids: Sequence[str], index: str = "") -> dict[str, tuple[int, Body]]:
        """Return version and source of those of the rows that are there, found yet or not."""
        if not ids:
            return {}
        with our_errors():
            answer = self._writing.mget(index=index or self.alias, ids=list(ids), source=["place"])
        for row in answer["docs"]:
            if "error" in row:
                raise_for(NOT_FOUND, row["error"])
        return {
            row["_id"]: (row["_version"], row["_source"])
            for row in answer["docs"]
            if row.get("found")
        }

    def _within(self, seconds: float) -> Elasticsearch:
        tenths = max(1, round(seconds * 10))
        if tenths not in self._waiting:
            self._waiting[tenths] = self._client.options(request_timeout=tenths / 10)
        return self._waiting[tenths]

    # -- Writing -----------------------------------------------------------------------------------

    def write(self, actions: Iterable[Body], index: str = "") -> Iterator[None]:
        """Write rows in chunks, one after the other; a busy server is waited for.

        Yields after each row. A row that is there in a newer version, or is gone already, is left
        as it is. One chunk is under way at a time, because rows are read from the database in this
        thread, and what a full server refuses is kept no longer than it takes to offer it again.
        """
        with our_errors():
            for is_done, said in streaming_bulk(
                self._writing,
                actions,
                index=index or self.alias,
                require_alias=not index,
                chunk_size=_CHUNK_ROWS,
                max_chunk_bytes=_CHUNK_BYTES,
                raise_on_error=False,
                max_retries=_MOST_RETRIES,
                initial_backoff=0.25,
                max_backoff=_LONGEST_PAUSE_SECONDS,
            ):
                if not is_done:
                    (result,) = said.values()
                    raise_for_row(result)
                yield

    def refresh(self, index: str = "") -> None:
        """Let everything written so far be found."""
        with our_errors():
            self._writing.indices.refresh(index=index or self.alias)

    def new_generation(self) -> str:
        """Make an empty index that nobody reads yet; return its name."""
        name = f"{self.alias}-{time.time_ns()}"
        with our_errors():
            index = Index(f"{self.alias}-*")
            index.document(Row)
            # One shard: frequencies of terms are then those of the whole library.
            index.settings(number_of_shards=1, auto_expand_replicas="0-1", **_WHILE_BUILT)
            index.as_composable_template(self._template, f"{self.alias}-*").save(self._writing)
            self._writing.indices.create(index=name)
        return name

    def finish(self, generation: str) -> None:
        """Let everything written to a generation be found and survive a loss of power."""
        with our_errors():
            self._writing.indices.put_settings(index=generation, settings=_WHEN_BUILT)
            self._writing.indices.flush(index=generation)
        self.refresh(generation)

    def make_current(self, generation: str) -> None:
        """Let readers read a generation, in one step; fails if another one came between."""
        with our_errors():
            behind = self._behind_alias()
            actions: list[Body] = [
                # An index by the name of the alias is nobody's: a stray write has made it.
                {"remove_index": {"index": name}}
                if name == self.alias
                else {"remove": {"index": name, "alias": self.alias, "must_exist": True}}
                for name in behind
            ]
            actions.append({"add": {"index": generation, "alias": self.alias}})
            self._writing.indices.update_aliases(actions=actions)

    def remove_all_but(self, generation: str) -> None:
        """Remove what earlier rebuilds left, those that were killed included."""
        with our_errors():
            there = self._writing.indices.get_alias(index=self._generations)
            self.remove(*(name for name in there if name != generation))

    def remove(self, *generations: str) -> None:
        """Remove indices by their names."""
        if generations:
            with our_errors():
                self._writing.indices.delete(index=list(generations), ignore_unavailable=True)

    def _behind_alias(self) -> list[str]:
        try:
            return list(self._writing.indices.get_alias(index=self.alias))
        except NotFoundError:
            return []

    # -- Bookkeeping -------------------------------------------------------------------------------

    def read_note(self, name: str) -> Kept | None:
        """Return a document of bookkeeping as it is now."""
        with our_errors():
            try:
                found = self._writing.get(index=self._bookkeeping, id=name)
            except NotFoundError as error:
                if error.error == _NO_INDEX:
                    self._make_bookkeeping()
                return None
        return Kept(found["_source"], (found["_seq_no"], found["_primary_term"]))

    def _make_bookkeeping(self) -> None:
        with suppress(BadRequestError):  # another one made it at this moment
            self._writing.indices.create(
                index=self._bookkeeping,
                settings={"number_of_shards": 1, "auto_expand_replicas": "0-1"},
                mappings={"enabled": False},
            )

    def write_note(self, name: str, said: Body, mark: tuple[int, int] | None) -> tuple[int, int]:
        """Write it, if it is still as it was at ``mark`` (None: not there). Raises Conflict."""
        with our_errors():
            if mark is None:
                done = self._writing.create(index=self._bookkeeping, id=name, document=said)
            else:
                done = self._writing.index(
                    index=self._bookkeeping,
                    id=name,
                    document=said,
                    if_seq_no=mark[0],
                    if_primary_term=mark[1],
                )
        return done["_seq_no"], done["_primary_term"]
