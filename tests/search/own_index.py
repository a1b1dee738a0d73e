"""An index of the site for one test, or one test process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.test import override_settings

from search.following import rebuild
from tests.search.node import remove_indices


@contextmanager
def no_index_yet(folder: Path) -> Iterator[None]:
    """The index is elsewhere and not there yet; what was written there is gone at the end."""
    server = settings.SEARCH_SERVER
    if server is None:
        with override_settings(SEARCH_INDEX_FOLDER=folder):
            yield
        return
    own = replace(server, index=f"test-{uuid4().hex[:12]}")
    with override_settings(SEARCH_SERVER=own):
        yield
    remove_indices(own.url, own.index)


@contextmanager
def index_as_it_is(folder: Path) -> Iterator[None]:
    """The index is elsewhere and holds the same; what is changed there is gone at the end."""
    former = settings.SEARCH_INDEX_FOLDER
    with no_index_yet(folder):
        if settings.SEARCH_SERVER is None:
            shutil.copytree(former, folder)
        else:
            rebuild(10)
        yield
