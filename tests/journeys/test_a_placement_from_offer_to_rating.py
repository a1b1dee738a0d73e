"""A placement from the offer to the rating: applied for, accepted, agreed by three, ended."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.internships.making import PDF
from tests.journeys.cast import Cast, click, day, fill, press, text_of
from tests.journeys.demo import DemoSite

# Answers for Kasembe, as its contact; works in Lubanda; edits for the association of both.
HOSTS, APPLIES = "thandiwe-mulenga@kasembe.example", "peter-lungwangwa@lubanda.example"
SENDS = "daniel-sikota@copperline.example"


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_placement_goes_from_an_offer_to_a_rating(
    browser: Browser, demo_site: DemoSite, has_scripts: bool
):
    cast = Cast(browser, demo_site, has_scripts)
    tail = "with scripts" if has_scripts else "without scripts"
    title, lesson = f"A week with the carts, {tail}", f"Carts start at five, {tail}."
    host, guest, sender = (cast.signed_in(one) for one in (HOSTS, APPLIES, SENDS))

    # Offered and published.
    host.goto("/en/placements/offers/new/")
    fill(host, title=title, department="Environmental health")
    host.select_option("main [name=host]", label="Kasembe")
    host.select_option("main [name=supervisor]", label="Thandiwe Mulenga")
    fill(host, starts_on=day(60), ends_on=day(67), closes_on=day(30))
    press(host, "Keep it")
    press(host, "Publish it")
    assert "Published" in host.locator("body").inner_text()

    # Found, a draft kept empty, then sent in with a CV.
    guest.goto("/en/placements/")
    click(guest.get_by_role("link", name=title))
    offer = guest.url
    click(guest.get_by_role("link", name="Apply"))
    press(guest, "Keep it as a draft")
    fill(guest, letter="We begin with carts in May.")
    press(guest, "Send it in")
    assert "it needs a letter and a CV" in guest.locator("main").inner_text()
    assert "We begin with carts" in guest.locator("main [name=letter]").input_value()
    cv = {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": PDF}
    guest.set_input_files("main [name=cv]", cv)
    press(guest, "Send it in")
    application = guest.url

    # Backed by those who send, asked, answered, accepted.
    sender.goto(application)
    press(sender, "Our organisation backs it")
    host.goto(offer)
    click(host.get_by_role("link", name="1 application"))
    click(host.get_by_role("link", name="Peter Lungwangwa"))
    assert "Backed by the organisation" in host.locator("main").inner_text()
    fill(host, text="Which weeks suit you?")
    press(host, "Ask")
    guest.goto(application)
    fill(guest, text="Any in spring.")
    press(guest, "Answer")
    host.goto(application)
    press(host, "Accept")

    # The three agree: a change takes back what was confirmed.
    guest.goto(application)
    click(guest.get_by_role("link", name="To the placement"))
    placement = guest.url
    click(guest.get_by_role("link", name="Write the agreement"))
    fill(guest, objectives="Draw our routes.", activities="Walk three of theirs.")
    press(guest, "Keep it")
    press(guest, "Confirm it for the person")
    host.goto(placement)
    press(host, "Confirm it for the host")
    sender.goto(placement)
    assert "To be agreed" in sender.locator("main").inner_text()
    press(sender, "Confirm it for the sending organisation")
    assert "Under way" in sender.locator("main").inner_text()

    # Weeks, and a problem that the host never reads.
    guest.goto(placement)
    click(guest.get_by_role("link", name="Five lines about the week").first)
    fill(guest, did="Walked the market route.", learnt=lesson)
    press(guest, "Keep it")
    click(guest.get_by_role("link", name="Tell your organisation of a problem"))
    fill(guest, text="The room is cold.")
    press(guest, "Keep it")
    assert lesson in text_of(host, placement)
    assert "The room is cold." not in text_of(host, placement)
    assert "The room is cold." in text_of(sender, placement)

    # It ends, and those who send say what it changed.
    guest.goto(placement)
    click(guest.get_by_role("link", name="End this placement"))
    press(guest, "End it")
    click(guest.get_by_role("link", name="Write the report"))
    fill(guest, text="Our routes are drawn.")
    press(guest, "Keep it")
    sender.goto(placement)
    click(sender.get_by_role("link", name="Say what it changed").first)
    sender.locator("main [name=effect][value='4']").check()
    press(sender, "Keep it")
    assert "4 / 5" in sender.locator("main").inner_text()
