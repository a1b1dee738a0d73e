"""A reader reports a post, who looks after the board hides it, says why, and shows it again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.cast import Cast, click, fill, press, text_of
from tests.journeys.demo import DemoSite

WRITES, REPORTS = "peter-lungwangwa@lubanda.example", "rosalia-quispe-arce@villa-quirosa.example"
LOOKS_AFTER = "thandiwe-mulenga@kasembe.example"
QUEUE = "/en/boards/queue/"


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_post_is_reported_hidden_and_shown_again(
    browser: Browser, demo_site: DemoSite, has_scripts: bool
):
    cast = Cast(browser, demo_site, has_scripts)
    tail = "with scripts" if has_scripts else "without scripts"
    title = f"Where do you buy tyres for carts, {tail}?"
    words = f"My cousin has some, {tail}."
    why = f"Offers of goods belong elsewhere, {tail}."
    writer, reader = cast.signed_in(WRITES), cast.signed_in(REPORTS)
    moderator = cast.signed_in(LOOKS_AFTER)

    writer.goto("/en/boards/ask/")
    writer.select_option("main [name=board]", label="Waste and cleaning – All who are signed in")
    fill(writer, title=title)
    press(writer, "Look what is there, and go on")
    fill(writer, text=words)
    press(writer, "Preview")
    press(writer, "Post")
    topic = writer.url

    # He has written here before; a newcomer's first post would wait to be shown.
    reader.goto(topic)
    assert words in reader.locator("main").inner_text()
    click(reader.get_by_role("link", name="Report").first)
    press(reader, "Report it")
    assert reader.locator("main .error").count() or reader.locator("main [aria-invalid]").count()
    reader.locator("main [name=reason]").first.check()
    fill(reader, words="This is trade.")
    press(reader, "Report it")

    moderator.goto(QUEUE)
    click(moderator.get_by_role("link", name=title))
    assert "This is trade." in moderator.locator("main").inner_text()
    moderator.get_by_label("Hide it", exact=True).check()
    press(moderator, "Decide")
    # Without a word why, nothing is decided and what was chosen stays.
    assert moderator.get_by_label("Hide it", exact=True).is_checked()
    fill(moderator, note=why)
    press(moderator, "Decide")
    assert title not in text_of(moderator, QUEUE)

    assert words not in text_of(reader, topic)
    assert why in text_of(writer, topic) + text_of(writer, "/en/notices/")
    moderator.goto(topic)
    click(moderator.get_by_role("link", name="Decide on it").first)
    moderator.get_by_label("Show it again").check()
    press(moderator, "Decide")
    assert words in text_of(reader, topic)
