"""What this process keeps in memory for as long as the library does not move."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from django.utils.translation import get_language

Kept = TypeVar("Kept")
# Four for each item that is read: body, facts, versions, what stands near it.
MOST_KEPT = 2000


def kept(name: str, site_version: int | None, make: Callable[[], Kept]) -> Kept:
    """What `make` returns, for this name, version of the library and language of the screen.

    `site_version` is None for drafts and previews, whose parts are made anew each time. Only what
    is the same for everyone who may ask for it may be kept: nothing here knows a person. The same
    object is given to all who ask, so that nobody may change it.
    """
    if site_version is None:
        return make()
    place = _place(name, site_version, get_language())
    if "made" not in place:
        place["made"] = make()
    made: Kept = place["made"]
    return made


@lru_cache(maxsize=MOST_KEPT)
def _place(name: str, site_version: int, language: str | None) -> dict[str, Any]:
    """Where one thing is kept; what was not asked for the longest goes first."""
    return {}


def forget_everything() -> None:
    """Empty the memory, for tests whose libraries have the same versions."""
    _place.cache_clear()
