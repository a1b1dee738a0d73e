"""The demo and the benchmark: as in production, but on one machine, by HTTP, with SQLite."""

from .base import *  # noqa: F403
from .base import STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "config.static_files.QuicklyCompressedStorage"},
}
