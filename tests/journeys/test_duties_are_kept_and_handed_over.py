"""A duty is kept by a case study; another goes to a colleague when its holder leaves."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.journeys.cast import PASSWORD, Cast, click, press
from tests.journeys.demo import DemoSite

# Edits for the association of Kasembe.
EDITS = "daniel-sikota@copperline.example"
COMES = """
import datetime
from django.utils import timezone
from people.models import Appointment, Organisation, Person
from training.duty.actions import open_duty
from training.duty.registries import Benefit
town = Organisation.objects.get(name="Kasembe")
for name, email in %r:
    person = Person.objects.create_user(email, name=name, password=%r)
    Appointment.objects.create(
        person=person, organisation=town, post="Clerk", level="specialist",
        from_on=datetime.date(2024, 1, 1),
    )
    for number in (1, 2):
        on = timezone.localdate() - datetime.timedelta(days=60 * number)
        key, said = f"journey:{email}:{number}", f"Visit {number}"
        open_duty(Benefit(key, "visit", person, on, town, said))
"""
IS_PUBLISHED = """
from learning.models import LibraryItem
item = LibraryItem.objects.get(title=%r)
item.specific.save_revision().publish()
"""


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_one_duty_is_kept_by_a_case_and_one_is_handed_over(
    browser: Browser, demo_site: DemoSite, has_scripts: bool
):
    cast = Cast(browser, demo_site, has_scripts)
    tail = "scripts" if has_scripts else "plain"
    title = f"Stalls counted on a Monday, {tail}"
    owes, stays = f"rita-{tail}@kasembe.example", f"moses-{tail}@kasembe.example"
    people = [(f"Rita Chola {tail}", owes), (f"Moses Banda {tail}", stays)]
    demo_site.manage("shell", "--no-imports", "-c", COMES % (people, PASSWORD))

    # She writes down what she saw, and it is published.
    rita = cast.signed_in(owes)
    rita.goto("/en/write/snapshot/")
    for name, words in {
        "title": title,
        "place": "Kasembe",
        "problem": "No count.",
        "done": "x",
    }.items():
        rita.fill(f"[name={name}]", words)
    press(rita, "Save as a draft")
    demo_site.manage("shell", "--no-imports", "-c", IS_PUBLISHED % title)

    # The case keeps one of her two duties, once the association's editor has said so.
    rita.goto("/en/duties/")
    click(rita.get_by_role("link", name="Visit 2"))
    click(rita.get_by_role("link", name="Choose what you did"))
    rita.get_by_label(re.compile(title)).check()
    press(rita, "Offer it")
    kept = rita.url
    editor = cast.signed_in(EDITS)
    editor.goto(kept)
    click(editor.locator("main a[href*='/duties/evidence/']").last)
    assert title in editor.locator("main").inner_text()
    press(editor, "Yes, it counts")
    rita.goto(kept)
    assert "Kept" in rita.locator("main .kind").inner_text()

    # She leaves, and the other one goes to a colleague.
    rita.goto("/en/leaving/")
    click(rita.get_by_role("link", name=re.compile("I leave")).first)
    rita.check("[name=when][value=at-once]")
    press(rita, "End this post")
    departure = rita.url
    editor.goto(departure)
    for box in editor.locator("[name=things]").all():
        box.check()
    colleague = editor.locator("[name=to] option", has_text=f"Moses Banda {tail}")
    editor.select_option("[name=to]", colleague.get_attribute("value") or "")
    press(editor, "Hand over what is ticked")
    assert "All is handed over" in editor.locator("main").inner_text()
    moses = cast.signed_in(stays)
    moses.goto("/en/duties/")
    assert moses.locator("main a[href*='/duties/']").count() > 2
    rita.goto("/en/duties/")
    assert rita.get_by_role("link", name="Visit 1").count() == 0
