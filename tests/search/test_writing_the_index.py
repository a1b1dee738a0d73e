"""Whatever keeps the index: one writer, swaps in one step, the newest version wins."""

import threading

import pytest

from search.engine.interface import (
    Changes,
    IndexMissing,
    Request,
    SearchUnavailable,
    WriterBusy,
    fingerprint,
)
from tests.search.conftest import item


@pytest.fixture
def engine(store):
    return store.engine()


@pytest.fixture
def writer(store):
    return store.writer()


def keys(engine, text="water"):
    return sorted(hit.key for hit in engine.search(Request(text)).hits)


def test_without_an_index_the_engine_says_so(engine):
    with pytest.raises(SearchUnavailable):
        engine.search(Request("water"))


def test_a_commit_is_seen_by_the_next_question(writer, engine):
    writer.apply([item("a", "Water")])
    assert keys(engine) == ["a"]
    writer.apply([item("b", "Water")], deleted_keys=["a"])
    assert keys(engine) == ["b"]


def test_an_older_version_never_replaces_a_newer_one(writer, engine):
    writer.apply([item("a", "Water, new", version=5)])
    writer.apply([item("a", "Fire, old", version=4)])
    assert keys(engine) == ["a"]
    writer.apply([item("a", "Fire, newest", version=6)])
    assert keys(engine) == []
    assert keys(engine, "fire") == ["a"]


def test_an_old_text_is_neither_found_nor_shown_after_a_change(writer, engine):
    writer.apply([item("a", "Water", "The canary sings.")])
    assert keys(engine, "canary") == ["a"]
    writer.apply([item("a", "Water", "Nothing sings.", version=2)])
    assert keys(engine, "canary") == []
    assert "canary" not in engine.search(Request("sings")).hits[0].passage


def test_a_rebuild_is_swapped_in_as_a_whole(writer, engine):
    writer.rebuild([item("old", "Water")])
    seen_meanwhile = []

    def documents():
        yield item("new", "Water")
        seen_meanwhile.append(keys(engine))
        yield item("newer", "Water")

    writer.rebuild(documents())
    assert seen_meanwhile == [["old"]]
    assert keys(engine) == ["new", "newer"]


def test_what_changes_during_a_rebuild_is_in_the_new_index_when_it_is_swapped_in(writer, engine):
    def meanwhile():
        changed = [item("edited", "Fire, new", version=2), item("added", "Fire")]
        return Changes(changed, ["deleted"])

    old = [item(key, "Water") for key in ("edited", "deleted", "kept")]
    writer.rebuild(old, meanwhile=meanwhile)
    assert keys(engine) == ["kept"]
    assert keys(engine, "fire") == ["added", "edited"]


def test_a_rebuild_that_breaks_off_leaves_the_old_index_and_the_next_one_works(
    store, writer, engine
):
    writer.rebuild([item("old", "Water")])

    def broken():
        yield item("new", "Water")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writer.rebuild(broken())
    assert keys(engine) == ["old"]
    writer.rebuild([item("new", "Water")])
    assert keys(engine) == ["new"]
    assert store.generations() <= 2


def test_a_second_writer_waits_and_then_gives_up(store, writer):
    writer.apply([item("a", "Water")])
    with store.holding_the_lock(), pytest.raises(WriterBusy):
        store.writer(wait_seconds=0.1).apply([item("b", "Water")])
    writer.apply([item("b", "Water")])
    assert keys(store.engine()) == ["a", "b"]


def test_readers_go_on_while_others_write(writer, engine):
    writer.rebuild([item("a", "Water")])
    failures = []

    def read():
        for _ in range(50):
            try:
                assert keys(engine)
            except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
                failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(5):
        writer.rebuild([item("a", "Water"), item(f"b{number}", "Water")])
    for reader in readers:
        reader.join()
    assert failures == []


def test_an_index_of_another_format_is_not_written_to_but_made_anew(store, writer, engine):
    writer.apply([item("a", "Water")])
    store.make_old()
    with pytest.raises(IndexMissing):
        engine.hanging_on([])
    writer.apply([item("b", "Water")])
    assert keys(engine) == ["b"]


def test_fingerprints_differ_when_anything_but_the_version_does(writer, engine):
    writer.apply([item("a", "Water")])
    assert engine.fingerprints() == {"a": fingerprint(item("a", "Water", version=9))}
    assert fingerprint(item("a", "Water")) != fingerprint(item("a", "Water", scopes=["x"]))


def test_items_are_known_by_what_their_visibility_hangs_on(writer, engine):
    writer.apply([item("a", "A", scopes=["x", "y"]), item("b", "B", scopes=["y"])])
    assert engine.hanging_on(["x"]) == {"a"}
    assert engine.hanging_on(["y", "z"]) == {"a", "b"}
    assert engine.hanging_on([]) == set()
