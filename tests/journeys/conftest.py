"""Journeys go through the real demo, started once, in a folder of its own."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.cast import click
from tests.journeys.demo import DemoSite, start_demo, stop_demo


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """The demo from nothing to its first answer, and stopped again."""
    data = tmp_path_factory.mktemp("demo")
    # The environment is there already; making it again would only test the network.
    (data / "venv").symlink_to(Path(sys.prefix))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = start_demo(data, port)
    yield DemoSite(f"http://127.0.0.1:{port}", data, process)
    stop_demo(process)


@pytest.fixture(scope="session")
def base_url(demo_site: DemoSite) -> str:
    """What playwright puts before an address without a host."""
    return demo_site.url


@pytest.fixture(scope="session")
def search_addresses() -> dict[str, dict[str, str]]:
    """A results page and an empty one in each language of these tests."""
    words = {"en": "waste", "ar": "النفايات"}
    return {
        language: {
            "results": f"/{language}/search/?q={word}",
            "no results": f"/{language}/search/?q=qqzzxxvv",
        }
        for language, word in words.items()
    }


@pytest.fixture(scope="session")
def kept_cookies() -> dict[str, list[Any]]:
    """Of each role, once it has signed in."""
    return {}


@pytest.fixture
def sign_in(
    demo_site: DemoSite, page: Page, kept_cookies: dict[str, list[Any]]
) -> Callable[[str], None]:
    """Signs the browser in as the first account of a role; by the form once, then by its cookies.

    A test that ends a session signs in by itself.
    """

    def as_role(role: str) -> None:
        if role in kept_cookies:
            page.context.add_cookies(kept_cookies[role])
            return
        account = demo_site.account(role)
        page.goto("/en/account/login/")
        page.locator("[name=login]").fill(account["email"])
        page.locator("[name=password]").fill(account["password"])
        click(page.locator("main button").first)
        page.wait_for_url(lambda url: "/login" not in url)
        kept_cookies[role] = page.context.cookies()

    return as_role
