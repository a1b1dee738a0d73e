"""What this process keeps in memory for as long as the library does not move."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.utils.translation import get_language

Kept = TypeVar("Kept")


def kept(name: str, site_version: int | None, make: Callable[[], Kept]) -> Kept:
    """What `make` returns, for this name, version of the library and language of the screen.

    `site_version` is None for drafts and previews, whose parts are made anew each time. Only what
    is the same for everyone who may ask for it may be kept: nothing here knows a person.
    """
    if site_version is None:
        return make()
    key = f"{name}:{site_version}:{get_language()}"
    found: Kept | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found)
    return found
