"""A world that many tests begin with is made once, in a transaction around those of the tests.

Making the cast takes half a second, ten times what most tests do with it. It stands while one test
after the other asks for it, and is rolled back before a test that does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from copy import deepcopy
from itertools import groupby
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.utils import translation

from pages.keeping import forget_everything
from search.permissions import _reader

Maker = Callable[[], Any]


class _Standing:
    """What stands in the database of this process, once there is one."""

    blocker: Any = None
    maker: Maker | None = None
    world: Any = None
    around = ExitStack()


def standing(make: Maker) -> Any:
    """A fixture of the world that `make` makes; each test has its own copies of the objects."""

    def hand_out(db: None) -> Any:
        # Before there is a database none can stand, nor where a test commits.
        return deepcopy(_Standing.world) if _Standing.maker is make else make()

    hand_out.makes = make
    return pytest.fixture(hand_out)


def let_stand(blocker: Any) -> Iterator[None]:
    """Worlds may stand until the generator goes on; `blocker` is pytest-django's."""
    _Standing.blocker = blocker
    yield
    make_way()
    _Standing.blocker = None


def prepare_for(item: pytest.Item) -> None:
    """Before a test, and its transaction: let the world stand that it asks for, or none."""
    wanted = _world_of(item)
    if _Standing.blocker is None or wanted is _Standing.maker:
        return
    make_way()
    if wanted is not None:
        forget()
        with _Standing.blocker.unblock(), ExitStack() as making:
            making.enter_context(transaction.atomic())
            making.callback(transaction.set_rollback, True)
            with translation.override("en"):
                _Standing.world = wanted()
            _Standing.around = making.pop_all()
            _Standing.maker = wanted


def make_way() -> None:
    """End the world that stands, if any; also for a fixture of several tests that makes another.

    A test that asked for the world that stood has one made for it alone.
    """
    if _Standing.maker is not None:
        _Standing.maker = _Standing.world = None
        with _Standing.blocker.unblock():
            _Standing.around.close()


def forget() -> None:
    """What an earlier test left in memory belongs to rows that were rolled back."""
    caches["default"].clear()
    forget_everything()
    # What each may not find is known by the number of the site's state, which begins anew as well.
    _reader.cache_clear()


def side_by_side(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """The tests of each file, with those in a row that begin with a world, and last who commits.

    Who commits leaves an empty database behind. So nothing else may follow in a process: xdist must
    hand tests out in their order, as it does unless told to let processes steal.
    """
    files = groupby(items, key=lambda item: item.path)
    return [item for _path, tests in files for item in sorted(tests, key=_place)]


def _place(item: pytest.Item) -> tuple[bool, bool]:
    return _commits(item), _world_of(item) is not None


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    used = getattr(item, "fixturenames", ())
    return (
        "transactional_db" in used
        or "live_server" in used
        or (marker is not None and marker.kwargs.get("transaction", False))
    )


def _world_of(item: pytest.Item) -> Maker | None:
    """What makes the world that may stand for a test; nothing does for one that commits."""
    if _commits(item):
        return None
    for name, fixtures in item._fixtureinfo.name2fixturedefs.items():
        for fixture in reversed(fixtures):
            make: Maker | None = getattr(fixture.func, "makes", None)
            if make is not None:
                return make
            if name not in fixture.argnames:
                break  # it hides those of folders above
    return None
