"""Who never saw the site is at a paragraph of another town's manual within three pages."""

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.cast import Cast, click
from tests.journeys.demo import DemoSite

WORDS = {"en": "waste fee that holds", "ar": "رسم نظافة يدوم"}


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def stranger(request: pytest.FixtureRequest, browser: Browser, demo_site: DemoSite) -> Page:
    return Cast(browser, demo_site, request.param).visitor()


def shows_a_paragraph(page: Page) -> bool:
    return any(len(one.strip()) > 80 for one in page.locator("main p").all_inner_texts())


@pytest.mark.parametrize("language", WORDS)
def test_a_stranger_opens_a_manual_and_its_chapter(stranger: Page, language: str) -> None:
    stranger.goto(f"/{language}/")
    click(stranger.locator("main .often a").first)
    manual = stranger.url
    click(stranger.locator(f"main a[href*='{manual.split('/')[-2]}/']").first)
    assert stranger.url.startswith(manual)
    assert shows_a_paragraph(stranger)


@pytest.mark.parametrize("language", WORDS)
def test_a_stranger_writes_what_is_looked_for_and_is_at_the_passage(
    stranger: Page, language: str
) -> None:
    stranger.goto(f"/{language}/")
    stranger.fill("#q", WORDS[language])
    click(stranger.locator("main .search button"))
    click(stranger.locator("main h3 a, main h2 a").first)
    assert shows_a_paragraph(stranger)
