"""The engine and the writer that this site uses. No other module of the room names one."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from search.engine.embedded.engine import EmbeddedEngine
from search.engine.embedded.writer import EmbeddedWriter
from search.engine.interface import Engine, Writer
from search.terms import current_glossary

# Elasticsearch's client takes most of a second to load: a site without a server does not pay it.
if TYPE_CHECKING:
    from search.engine.elastic.client import Cluster


def current_engine() -> Engine:
    """The engine that answers; the same object for an index, so that it is opened once."""
    if settings.SEARCH_SERVER is not None:
        return _engine_on(settings.SEARCH_SERVER)
    return _engine_in(Path(settings.SEARCH_INDEX_FOLDER))


def current_writer(wait_seconds: float) -> Writer:
    """The writer; each of its calls waits so long for the lock, then raises WriterBusy."""
    if settings.SEARCH_SERVER is not None:
        from search.engine.elastic.writer import ElasticWriter  # noqa: PLC0415

        return ElasticWriter(_cluster(settings.SEARCH_SERVER), wait_seconds)
    return EmbeddedWriter(Path(settings.SEARCH_INDEX_FOLDER), wait_seconds)


@lru_cache(maxsize=4)
def _engine_in(folder: Path) -> Engine:
    return EmbeddedEngine(folder, current_glossary)


@lru_cache(maxsize=4)
def _engine_on(server: Any) -> Engine:
    from search.engine.elastic.engine import ElasticEngine  # noqa: PLC0415

    return ElasticEngine(_cluster(server), current_glossary)


@lru_cache(maxsize=4)
def _cluster(server: Any) -> "Cluster":
    from search.engine.elastic.client import Address, Cluster  # noqa: PLC0415

    return Cluster(Address(server.url, server.user, server.password, server.ca_file, server.index))
