"""People of a journey at their browsers, and what their hands do."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable

from playwright.sync_api import Browser, Locator, Page

from tests.journeys.demo import DemoSite

PASSWORD = "three plain lake waters"
# The worker looks every few seconds.
WAIT_SECONDS = 90


class Cast:
    """Each person has a browser of their own, with or without scripts."""

    def __init__(self, browser: Browser, site: DemoSite, has_scripts: bool) -> None:
        self._browser = browser
        self._site = site
        self._has_scripts = has_scripts
        self._passwords = {one["email"]: one["password"] for one in site.accounts}

    def visitor(self) -> Page:
        context = self._browser.new_context(
            base_url=self._site.url,
            java_script_enabled=self._has_scripts,
            viewport={"width": 360, "height": 740},
        )
        return context.new_page()

    def signed_in(self, email: str) -> Page:
        page = self.visitor()
        page.goto("/en/account/login/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", self._passwords.get(email, PASSWORD))
        click(page.locator("main button").first)
        assert "/login" not in page.url
        return page


def click(where: Locator) -> None:
    """Click and wait for the page it leads to; a click alone may return to the page it left."""
    with where.page.expect_navigation():
        where.click()


def press(page: Page, words: str) -> None:
    click(page.locator("main").get_by_role("button", name=words).first)


def text_of(page: Page, address: str) -> str:
    page.goto(address)
    return page.locator("main").inner_text()


def mail_to(page: Page, address: str, words: str) -> str | None:
    """The text of the newest mail to `address` that holds `words`, from the demo's mailbox."""
    page.goto("/demo/mailbox/")
    for mail in page.locator("main li").all():
        text = mail.inner_text()
        if address in text and words in text:
            return text
    return None


def wait_for(look: Callable[[], str | None], what: str) -> str:
    """What `look` returns once it returns something."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(1)
    raise AssertionError(f"never came: {what}")


def fill(page: Page, **words: str) -> None:
    for name, value in words.items():
        page.fill(f"main [name={name}]", value)


def day(ahead: int) -> str:
    """The day in so many days, as a form takes it."""
    return (datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=ahead)).isoformat()
