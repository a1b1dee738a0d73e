"""Races need writers that overlap: PostgreSQL has them, SQLite lets one writer in at a time."""

from pathlib import Path

import pytest
from django.conf import settings

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave races out on SQLite, where `.ci/run` runs them on PostgreSQL as well."""
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return
    races = [item for item in items if HERE in item.path.parents]
    config.hook.pytest_deselected(items=races)
    items[:] = [item for item in items if item not in races]
