"""One leaves and hands over; what was learnt is written down, counts, and is tied."""

from __future__ import annotations

import re

from tests.journeys.cast import click, press, text_of
from tests.journeys.one_lesson.world import OF_OTHER, PROGRAMME, THEME, World, path_of

# An editor publishes it in the CMS; that is another journey.
IS_PUBLISHED = """
from learning.models import LibraryItem
item = LibraryItem.objects.get(title=%r)
item.specific.save_revision().publish()
print(LibraryItem.objects.get(title=%r).address)
"""


def one_leaves_and_hands_over(world: World) -> None:
    """The colleague says that he leaves; what he was to pass on goes to the officer."""
    players = world.players
    leaver, officer = world.page_of(players.colleague), world.page_of(players.officer)
    leaver.goto("/en/leaving/")
    click(leaver.get_by_role("link", name=re.compile("I leave")).first)
    leaver.check("[name=when][value=at-once]")
    press(leaver, "End this post")
    officer.goto(leaver.url)
    for box in officer.locator("[name=things]").all():
        box.check()
    successor = officer.locator("[name=to] option", has_text=players.officer)
    officer.select_option("[name=to]", successor.first.get_attribute("value") or "")
    press(officer, "Hand over what is ticked")
    assert "All is handed over" in officer.locator("main").inner_text()
    assert "went on a placement" not in text_of(leaver, "/en/duties/")
    assert "A learning benefit of a former colleague" in text_of(officer, "/en/duties/")


def a_duty_is_kept_by_a_case(world: World) -> None:
    """The officer writes what the two towns learnt; it keeps a duty and hangs on both of them."""
    officer, editor = world.page_of(world.players.officer), world.page_of(OF_OTHER)
    title = world.lesson_title
    officer.goto("/en/write/snapshot/")
    for name, words in {
        "title": title,
        "place": world.players.learns,
        "problem": "Bins were full on Mondays.",
        "done": "We walked both rounds of the other town and drew our own.",
    }.items():
        officer.fill(f"[name={name}]", words)
    press(officer, "Save as a draft")
    world.lesson = path_of(world.run(IS_PUBLISHED % (title, title)))

    officer.goto("/en/duties/")
    click(officer.get_by_role("link", name="You were coached by a colleague"))
    click(officer.get_by_role("link", name="Choose what you did"))
    officer.get_by_label(re.compile(re.escape(title))).check()
    press(officer, "Offer it")
    duty = officer.url
    editor.goto(duty)
    click(editor.locator("main a[href*='/duties/evidence/']").last)
    assert title in editor.locator("main").inner_text()
    press(editor, "Yes, it counts")
    officer.goto(duty)
    assert "Kept" in officer.locator("main .kind").inner_text()

    programme = world.page_of(PROGRAMME)
    for address in (world.lesson, world.manual, world.topic):
        programme.goto(f"{world.partnership}learnt/")
        programme.fill("main [name=address]", address)
        programme.select_option("main [name=theme]", label=THEME)
        press(programme, "Keep it")
        assert programme.url == world.partnership
    assert title in text_of(world.cast.visitor(), world.partnership)
