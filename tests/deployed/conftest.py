"""One deployed site for all tests of this folder, with a small world in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deployed.reader import ADDRESSES, Reader
from tests.deployed.topology import Deployment, deployed, missing_parts


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for the site is a test of a deployment, whether its author said so or not."""
    for item in items:
        if (
            "site" in getattr(item, "fixturenames", ())
            and Path(__file__).parent in item.path.parents
        ):
            item.add_marker(pytest.mark.deployed)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    if lacking := missing_parts():
        pytest.skip(f"missing: {', '.join(lacking)}")
    with deployed(tmp_path_factory.mktemp("deployed")) as running:
        yield running


@pytest.fixture(scope="session")
def things(site: Deployment) -> dict[str, str]:
    """Addresses of what stands on the site, by the names of tests/house/world.py."""
    planting = "from tests.deployed.planting import plant; plant()"
    return json.loads(site.manage("shell", "--no-imports", "-c", planting))


@pytest.fixture
def visitor(site: Deployment) -> Reader:
    """From an address of their own: what others asked for is not counted against them."""
    return Reader(site, next(ADDRESSES))


@pytest.fixture(scope="session")
def member(site: Deployment, things: dict[str, str]) -> Reader:
    """A member of association X, signed in by the form."""
    reader = Reader(site)
    assert reader.sign_in(things["email"], things["password"]).status == 302
    return reader
