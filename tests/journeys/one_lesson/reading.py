"""A manual of the other town is found, asked about and answered: in Arabic, on a telephone."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page, expect

from tests.journeys.cast import click, fill, press, text_of, wait_for
from tests.journeys.one_lesson.world import World, path_of

# Looks after the board, and lets first posts of newcomers through.
LOOKS_AFTER = "thandiwe-mulenga@kasembe.example"
BOARD = "Waste and cleaning"


def in_arabic(words: str) -> str:
    with translation.override("ar"):
        said = gettext(words)
    assert said != words
    return said


def reads_from_right_to_left(page: Page) -> None:
    """Nothing on it is wider than the telephone."""
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert width == 360
    box = page.locator("body").bounding_box()
    assert box is not None
    assert box["width"] <= width, page.url
    # Without scripts of the page's own the browser still answers for itself.
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def a_manual_is_found_and_asked_about(world: World) -> None:
    """By the search; the question is answered by who wrote it, and the answer is marked."""
    officer = world.page_of(world.players.officer)
    wait_for(lambda: _look_for_it(world, officer), "the manual among what is found")
    click(officer.locator("main .hit").get_by_role("link", name=world.manual_title).first)
    expect(officer.locator("h1")).to_have_text(world.manual_title)
    reads_from_right_to_left(officer)
    world.manual = path_of(officer.url)
    click(officer.get_by_role("link", name=in_arabic("Ask colleagues about this")))
    reads_from_right_to_left(officer)
    title = world.question
    _ask(officer, title)
    world.topic = path_of(officer.url)
    _let_through(world, title)
    _answer(world, title)
    officer.goto(world.topic)
    press(officer, in_arabic("This is the answer"))
    assert in_arabic("Marked as the answer") in text_of(officer, world.topic)
    reads_from_right_to_left(officer)
    assert title in text_of(officer, world.manual)


def _look_for_it(world: World, page: Page) -> str | None:
    page.goto("/ar/search/")
    page.fill("main [name=q]", f"جمع النفايات {world.players.knows}")
    click(page.locator("main form.search button"))
    reads_from_right_to_left(page)
    said = page.locator("main").inner_text()
    return said if world.manual_title in said else None


def _ask(officer: Page, title: str) -> None:
    boards = officer.locator("main [name=board] option", has_text=BOARD)
    officer.select_option("main [name=board]", boards.first.get_attribute("value"))
    fill(officer, title=title)
    press(officer, in_arabic("Look what is there, and go on"))
    officer.get_by_role("heading", name=in_arabic("Is it among these?")).wait_for()
    reads_from_right_to_left(officer)
    fill(officer, text="سوقنا يفتح في السادسة.")
    press(officer, in_arabic("Post"))
    reads_from_right_to_left(officer)


def _let_through(world: World, title: str) -> None:
    """The first post of somebody new waits until somebody has looked at it."""
    moderator = world.page_of(LOOKS_AFTER)
    moderator.goto("/en/boards/queue/")
    click(moderator.get_by_role("link", name=title))
    moderator.get_by_label("Show it to readers").check()
    press(moderator, "Decide")
    assert title not in text_of(moderator, "/en/boards/queue/")


def _answer(world: World, title: str) -> None:
    mentor = world.page_of(world.players.mentor)
    mentor.goto(world.topic.replace("/ar/", "/en/"))
    fill(mentor, text=f"Two, one before five, {world.tail}.")
    press(mentor, "Post reply")
    _let_through(world, title)
    assert "one before five" in text_of(mentor, world.topic.replace("/ar/", "/en/"))
