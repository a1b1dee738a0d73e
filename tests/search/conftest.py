"""A small engine for tests that need no database, and one library of real texts for all of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from search.engine.embedded.engine import EmbeddedEngine
from search.engine.embedded.writer import EmbeddedWriter
from search.engine.glossary import Glossary
from search.engine.interface import Document, Part
from search.glossary_file import read_glossary
from tests.search.corpus import read_corpus

OWN_JUDGEMENTS = Path(__file__).with_name("own_judgements.jsonl")


@pytest.fixture(scope="session")
def glossary() -> Glossary:
    return Glossary.from_groups(read_glossary())


@pytest.fixture(scope="session")
def corpus_engine(
    samples: Path, tmp_path_factory: pytest.TempPathFactory, glossary: Glossary
) -> EmbeddedEngine:
    """All documents and files of the shared corpus, indexed once."""
    folder = tmp_path_factory.mktemp("corpus-index")
    EmbeddedWriter(folder).rebuild(read_corpus(samples / "data" / "corpus"))
    return EmbeddedEngine(folder, lambda: glossary)


@pytest.fixture
def library(tmp_path: Path, glossary: Glossary) -> Callable[..., EmbeddedEngine]:
    """Index the given documents and return the engine that answers from them."""

    def index(*documents: Document) -> EmbeddedEngine:
        EmbeddedWriter(tmp_path / "index").rebuild(documents)
        return EmbeddedEngine(tmp_path / "index", lambda: glossary)

    return index


def item(key: str, title: str, text: str = "", **fields: object) -> Document:
    """A document of one section, English unless said otherwise."""
    parts = [Part(f"{key}#b-1", "section", "", text, f"{key}#b-1")] if text else []
    known = {"version": 1, "language": "en", "type": "article", "parts": parts, **fields}
    return Document(key=key, title=title, external_id=key, **known)


def judgements(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
