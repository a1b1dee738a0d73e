"""The engine and the writer that this site uses. No other module of the room names one."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from search.engine.embedded.engine import EmbeddedEngine
from search.engine.embedded.writer import EmbeddedWriter
from search.engine.interface import Engine, Writer
from search.terms import current_glossary


def current_engine() -> Engine:
    """The engine that answers; the same object for a folder, so that it is opened once."""
    return _engine_in(Path(settings.SEARCH_INDEX_FOLDER))


@lru_cache(maxsize=4)
def _engine_in(folder: Path) -> Engine:
    return EmbeddedEngine(folder, current_glossary)


def current_writer(wait_seconds: float) -> Writer:
    """The writer; each of its calls waits so long for the lock, then raises WriterBusy."""
    return EmbeddedWriter(Path(settings.SEARCH_INDEX_FOLDER), wait_seconds)
