"""The one module that names Elasticsearch's client: its documents, its requests, its errors.

Every error of the wire or of the server leaves here as one of ours, so that nobody above has to
know which there are.
"""

import time
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from elasticsearch import (
    ApiError,
    BadRequestError,
    ConflictError,
    Elasticsearch,
    NotFoundError,
    TransportError,
)
from elasticsearch.dsl import (
    Document,
    Float,
    Index,
    Integer,
    Keyword,
    Long,
    MetaField,
    Object,
    Text,
)
from elasticsearch.helpers import streaming_bulk

from search.engine.interface import FACETS, LANGUAGES, IndexMissing, SearchUnavailable
from search.engine.shelves import SHELVES

# Raise when fields or analysis change: an index of another number is not read, it is rebuilt.
FORMAT = 3
_WRITING_SECONDS = 30.0
_MOST_CONNECTIONS = 64
_CHUNK_ROWS = 500
_CHUNK_BYTES = 4 * 1024 * 1024
_MOST_RETRIES = 8
_LONGEST_PAUSE_SECONDS = 8.0
_READ_AT_ONCE = 2000
_TOO_MANY_REQUESTS = 429
_SERVER_ERRORS = 500
_NOT_FOUND = 404
_CONFLICT = 409
_NO_INDEX = "index_not_found_exception"
# A setting that only a rebuild changes: nobody reads the index yet, and it can be begun anew.
_WHILE_BUILT = {"refresh_interval": "-1", "translog.durability": "async"}
_WHEN_BUILT = {"refresh_interval": "30s", "translog.durability": "request"}

Body = dict[str, Any]


class NodeFailed(SearchUnavailable):
    """The server could not be reached, was too slow, too busy or broken: others will fail too."""


class Conflict(Exception):
    """Somebody else has written the same document meanwhile."""


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


class _Facts(Document):
    """What an item or a part of one holds in any language.

    ``place`` is a part's number in its item; on an item, how many parts it has.
    """

    kind = Keyword()
    shelf = Keyword()
    owner = Keyword()
    place = Integer()
    review_by = Integer(index=False, doc_values=False)
    published_at = Long()
    worth = Float(index=False)
    title_key = Keyword()
    title_words = Text(
        analyzer="whitespace",
        index_options="docs",
        norms=False,
        index_prefixes={"min_chars": 2, "max_chars": 12},
    )
    scopes = Keyword()
    stored = Object(enabled=False)

    class Meta:
        dynamic = MetaField("strict")
        meta = MetaField(format=FORMAT)
        # What is only searched need not be kept a second time.
        source = MetaField(includes=["owner", "place", "review_by", "stored"])


def _fields() -> Body:
    """Texts are terms parted by spaces: the server splits them and knows no language."""
    fields: Body = {name: Keyword() for name in FACETS}
    for language in LANGUAGES:
        fields[f"theme_{language}"] = Text(analyzer="whitespace", index_options="docs", norms=False)
        for shelf in SHELVES:
            for name in ("title", "text", "part"):
                fields[f"{shelf}{name}_{language}"] = Text(analyzer="whitespace")
            fields[f"{shelf}trace_{language}"] = Text(
                analyzer="whitespace", index_options="docs", norms=False
            )
            fields[f"{shelf}words_{language}"] = Keyword()
    return fields


# Rows are written as plain dictionaries of these fields: a hundred thousand objects would cost as
# much as analysing their texts.
Row: type[Document] = types.new_class("Row", (_Facts,), {}, lambda body: body.update(_fields()))


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
        with _our_errors():
            answer = self._within(seconds).msearch(index=self.alias, searches=lines)
        answers: list[Body] = answer["responses"]
        for one in answers:
            _raise_for(one.get("status", 200), one.get("error"))
            if one["timed_out"] or one["_shards"]["failed"]:
                # Part of an answer is no answer: what is missing would be missing in silence.
                raise NodeFailed("the search server answered in part only")
        return answers

    def term_statistics(self, texts: Mapping[str, list[str]], seconds: float) -> Body:
        """Return for each field how many rows there are, and in how many each term stands.

        Shape: {field: {"field_statistics": {"doc_count": n}, "terms": {term: {"doc_freq": n}}}}.
        """
        with _our_errors():
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
        with _our_errors():
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
        with _our_errors():
            answer = self._writing.mget(index=index or self.alias, ids=list(ids), source=["place"])
        for row in answer["docs"]:
            if "error" in row:
                _raise_for(_NOT_FOUND, row["error"])
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
        with _our_errors():
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
                    _raise_for_row(result)
                yield

    def refresh(self, index: str = "") -> None:
        """Let everything written so far be found."""
        with _our_errors():
            self._writing.indices.refresh(index=index or self.alias)

    def new_generation(self) -> str:
        """Make an empty index that nobody reads yet; return its name."""
        name = f"{self.alias}-{time.time_ns()}"
        with _our_errors():
            index = Index(f"{self.alias}-*")
            index.document(Row)
            # One shard: frequencies of terms are then those of the whole library.
            index.settings(number_of_shards=1, auto_expand_replicas="0-1", **_WHILE_BUILT)
            index.as_composable_template(self._template, f"{self.alias}-*").save(self._writing)
            self._writing.indices.create(index=name)
        return name

    def finish(self, generation: str) -> None:
        """Let everything written to a generation be found and survive a loss of power."""
        with _our_errors():
            self._writing.indices.put_settings(index=generation, settings=_WHEN_BUILT)
            self._writing.indices.flush(index=generation)
        self.refresh(generation)

    def make_current(self, generation: str) -> None:
        """Let readers read a generation, in one step; fails if another one came between."""
        with _our_errors():
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
        with _our_errors():
            there = self._writing.indices.get_alias(index=self._generations)
            self.remove(*(name for name in there if name != generation))

    def remove(self, *generations: str) -> None:
        """Remove indices by their names."""
        if generations:
            with _our_errors():
                self._writing.indices.delete(index=list(generations), ignore_unavailable=True)

    def _behind_alias(self) -> list[str]:
        try:
            return list(self._writing.indices.get_alias(index=self.alias))
        except NotFoundError:
            return []

    # -- Bookkeeping -------------------------------------------------------------------------------

    def read_note(self, name: str) -> Kept | None:
        """Return a document of bookkeeping as it is now."""
        with _our_errors():
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
        with _our_errors():
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


@contextmanager
def _our_errors() -> Iterator[None]:
    try:
        yield
    except ConflictError as error:
        raise Conflict from error
    except ApiError as error:
        _raise_for(error.status_code, error.body or "no reason given", error)
    except TransportError as error:
        raise NodeFailed(f"the search server cannot be reached: {error.message}") from error


def _raise_for(status: int, said: Any, cause: Exception | None = None) -> None:
    """Raise what an answer of the server means to us."""
    if not said:
        return
    reason = _reason(said)
    if status == _NOT_FOUND:
        raise IndexMissing("there is no index yet; run rebuild_search") from cause
    if status == _TOO_MANY_REQUESTS or status >= _SERVER_ERRORS:
        raise NodeFailed(f"the search server fails: {reason}") from cause
    raise SearchUnavailable(f"the search server refuses ({status}): {reason}") from cause


def _raise_for_row(result: Body) -> None:
    status = result.get("status", _SERVER_ERRORS)
    # Newer already, or gone already: as it should be.
    is_as_it_should_be = status == _CONFLICT or (status == _NOT_FOUND and "error" not in result)
    if not is_as_it_should_be:
        _raise_for(status, result.get("error") or "no reason given")


def _reason(said: Any) -> str:
    """Return the innermost reason: the outer ones say only that there is one."""
    error = said.get("error", said) if isinstance(said, dict) else said
    while isinstance(error, dict) and isinstance(error.get("caused_by"), dict):
        error = error["caused_by"]
    if isinstance(error, dict):
        return str(error.get("reason") or error.get("type") or error)[:300]
    return str(error)[:300]
