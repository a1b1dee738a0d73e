"""From a manual to a question, an answer, the mark, and the article that grows out of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.cast import Cast, click, fill, press, text_of, wait_for
from tests.journeys.demo import DemoSite

ASKS, ANSWERS = "peter-lungwangwa@lubanda.example", "rosalia-quispe-arce@villa-quirosa.example"
LOOKS_AFTER = "thandiwe-mulenga@kasembe.example"
MANUAL = """
from wagtail.models import Page
print(Page.objects.get(title="A waste fee that holds").our_address.address)
"""
PUBLISH = """
from learning.models import ArticlePage
from people.models import Person
article = ArticlePage.objects.get(title=%r)
article.get_latest_revision().publish(user=Person.objects.filter(is_superuser=True).first())
"""


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_question_from_a_manual_becomes_an_article(
    browser: Browser, demo_site: DemoSite, has_scripts: bool
):
    cast = Cast(browser, demo_site, has_scripts)
    # The same words in two topics would wait to be looked at.
    tail = "with scripts" if has_scripts else "without scripts"
    title = f"Who pays for the padlock of the cart, {tail}?"
    manual = demo_site.manage("shell", "--no-imports", "-c", MANUAL).strip()

    # He reads a manual and asks about it.
    peter = cast.signed_in(ASKS)
    peter.goto(manual)
    click(peter.get_by_role("link", name="Ask colleagues about this"))
    peter.select_option("main [name=board]", label="Waste and cleaning – All who are signed in")
    fill(peter, title=title)
    press(peter, "Look what is there, and go on")
    # The page may take a moment.
    peter.get_by_role("heading", name="Is it among these?").wait_for()
    fill(peter, text=f"Ours is lost **every month**, {tail}.")
    press(peter, "Preview")
    assert "nothing is posted yet" in peter.locator("main").inner_text()
    press(peter, "Post")
    topic = peter.url
    assert title in text_of(peter, manual)

    # She finds it in its board, quotes it and answers.
    rosalia = cast.signed_in(ANSWERS)
    rosalia.goto("/en/boards/")
    click(rosalia.get_by_role("link", name="Waste and cleaning"))
    click(rosalia.get_by_role("link", name=title))
    click(rosalia.get_by_role("link", name="Quote and reply").first)
    words = rosalia.locator("main [name=text]").input_value()
    assert "> Ours is lost" in words
    fill(rosalia, text=f"{words}Whoever signs for the cart pays half of it, {tail}.")
    press(rosalia, "Post reply")
    assert "pays half of it" in rosalia.locator("main").inner_text()

    # He marks the answer.
    peter.goto(topic)
    press(peter, "This is the answer")
    assert "Marked as the answer" in text_of(peter, topic)

    # Who looks after the board asks both, and begins the draft when both have said yes.
    thandiwe = cast.signed_in(LOOKS_AFTER)
    thandiwe.goto(topic)
    click(thandiwe.get_by_role("link", name="Make an article of it"))
    press(thandiwe, "Ask the authors")
    for author in (peter, rosalia):
        author.goto(f"{topic.partition('?')[0].partition('#')[0]}credit/")
        author.get_by_label("Yes, with my name").check()
        press(author, "Answer")
    thandiwe.reload()
    press(thandiwe, "Begin the draft")
    assert "pays half of it" in thandiwe.locator("main [name=text]").input_value()
    authors = thandiwe.locator("main [name=authors]").input_value()
    assert authors == "Peter Lungwangwa, Rosalía Quispe Arce"

    # Published, it is found, and topic and article lead to each other.
    demo_site.manage("shell", "--no-imports", "-c", PUBLISH % title)
    assert "Became an article" in text_of(rosalia, topic)
    click(rosalia.get_by_role("link", name=title).first)
    assert "Asked about this" in rosalia.locator("main").inner_text()

    def found() -> str | None:
        text = text_of(rosalia, "/en/search/?q=padlock&type=article")
        return text if title in text else None

    wait_for(found, "the article among what is found")
