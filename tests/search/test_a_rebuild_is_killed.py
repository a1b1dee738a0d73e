"""kill -9 at any point of a rebuild: the old index goes on serving, and the next rebuild works."""

import os
import signal
import subprocess
import sys
import time

import pytest

from config.environment import ROOT
from search.engine.interface import Request
from tests.search.conftest import item
from tests.search.stores import store_at

COUNT = 40
# What the writer is about to do when it is killed; after the swap the new index serves.
POINTS = ["the first item", "half of them", "the last item", "the swap", "the clearing up"]


def documents(title, advance=lambda number: None):
    for number in range(COUNT):
        advance(number)
        yield item(f"{number}", title, "water " * 50)


def rebuild_and_die(address, point):
    """Run in a process of its own, which kills itself with what nothing can catch."""

    def die(*_args, **_kwargs):
        os.kill(os.getpid(), signal.SIGKILL)

    store = store_at(address)
    writer = store.writer()
    dies_at = {"the first item": 0, "half of them": COUNT // 2, "the last item": COUNT - 1}
    index = getattr(writer, "_cluster", None) or writer._folder
    if point == "the swap":
        index.make_current = die
    if point == "the clearing up":
        name = "remove_all_but" if hasattr(writer, "_cluster") else "_remove_all_but"
        setattr(index, name, die)
    writer.rebuild(documents("New", lambda number: die() if number == dies_at.get(point) else None))


def kill_a_rebuild(store, point):
    code = (
        "from tests.search.test_a_rebuild_is_killed import rebuild_and_die;"
        f"rebuild_and_die({store.address_of()!r}, {point!r})"
    )
    path = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=False)
    assert done.returncode == -signal.SIGKILL


def titles(store):
    found = store.engine().search(Request("water", per_page=COUNT))
    return {hit.title for hit in found.hits}, found.total


@pytest.mark.parametrize("point", POINTS)
def test_the_old_index_serves_and_the_next_rebuild_works(store, point):
    store.writer().rebuild(documents("Old"))
    kill_a_rebuild(store, point)
    serving = "New" if point == "the clearing up" else "Old"
    assert titles(store) == ({serving}, COUNT)
    store.writer().rebuild(documents("Newest"))
    assert titles(store) == ({"Newest"}, COUNT)
    assert store.generations() <= 2


def test_killed_at_any_moment(store):
    """Whatever it was doing: from the first signal that it runs to its end."""
    store.writer().rebuild(documents("Old"))
    code = (
        "from tests.search.stores import store_at;"
        "from tests.search.test_a_rebuild_is_killed import documents;"
        "print('ready', flush=True);"
        f"store_at({store.address_of()!r}).writer().rebuild(documents('New'))"
    )
    path = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    for pause in (0.0, 0.05, 0.15, 0.4):
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": path},
            stdout=subprocess.PIPE,
        )
        assert process.stdout.readline() == b"ready\n"
        time.sleep(pause)
        process.kill()
        process.wait()
        process.stdout.close()
        shown, total = titles(store)
        assert len(shown) == 1
        assert total == COUNT
    store.writer().rebuild(documents("Newest"))
    assert titles(store) == ({"Newest"}, COUNT)
