"""A small engine for tests that need no database, and one library of real texts for all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.engine.glossary import Glossary
from search.engine.interface import Document, Engine, Part
from search.glossary_file import read_glossary
from tests.search.corpus import read_corpus
from tests.search.stores import FolderStore, ServerStore, Store

OWN_JUDGEMENTS = Path(__file__).with_name("own_judgements.jsonl")


@pytest.fixture(scope="session")
def glossary() -> Glossary:
    return Glossary.from_groups(read_glossary())


@pytest.fixture(scope="session", params=["tantivy", "elasticsearch"])
def make_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Store]]:
    """Make indices, each apart from the others; whatever uses this runs on both engines."""
    made: list[Store] = []

    def make() -> Store:
        if request.param == "tantivy":
            made.append(FolderStore(tmp_path_factory.mktemp("store") / "index"))
        else:
            made.append(ServerStore(request.getfixturevalue("search_node")))
        return made[-1]

    yield make
    for one in made:
        one.remove()


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Iterator[Store]:
    """An index that is not there yet."""
    store = make_store()
    yield store
    store.remove()


@pytest.fixture(scope="session")
def corpus_engine(make_store: Callable[[], Store], samples: Path, glossary: Glossary) -> Engine:
    """All documents and files of the shared corpus, indexed once."""
    store = make_store()
    store.writer().rebuild(read_corpus(samples / "data" / "corpus"))
    return store.engine(lambda: glossary)


@pytest.fixture
def library(store: Store, glossary: Glossary) -> Callable[..., Engine]:
    """Index the given documents and return the engine that answers from them."""

    def index(*documents: Document) -> Engine:
        store.writer().rebuild(documents)
        return store.engine(lambda: glossary)

    return index


def item(key: str, title: str, text: str = "", **fields: object) -> Document:
    """A document of one section, English unless said otherwise."""
    parts = [Part(f"{key}#b-1", "section", "", text, f"{key}#b-1")] if text else []
    known = {"version": 1, "language": "en", "type": "article", "parts": parts, **fields}
    return Document(key=key, title=title, external_id=key, **known)


def judgements(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
