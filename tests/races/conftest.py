"""Races need writers that overlap: PostgreSQL has them, SQLite lets one writer in at a time."""

from pathlib import Path

import pytest
from django.conf import settings

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave races out on SQLite; `.ci/run` runs all of them on PostgreSQL."""
    races = [item for item in items if HERE in item.path.parents]
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        for race in races:
            race.add_marker(pytest.mark.postgresql)
        return
    config.hook.pytest_deselected(items=races)
    items[:] = [item for item in items if item not in races]
