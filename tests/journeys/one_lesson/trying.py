"""The town that learns says what came of the manual, and its association confirms it."""

from __future__ import annotations

from tests.journeys.cast import click, day, fill, press, text_of
from tests.journeys.one_lesson.world import OF_OTHER, World


def it_was_tried(world: World) -> None:
    """Filed from the manual, confirmed on the desk of the association, read by everybody."""
    officer, editor = world.page_of(world.players.officer), world.page_of(OF_OTHER)
    change = f"No full bin on Monday any more, {world.tail}."
    officer.goto(world.manual)
    form = officer.locator("main a[href*='/tried/'][href$='/report/']").first
    officer.goto((form.get_attribute("href") or "").replace("/ar/", "/en/"))
    officer.check("main [name=outcome][value=adapted]")
    fill(officer, change=change, since=day(0)[:7], with_whom=world.players.knows)
    press(officer, "Send the report")
    report = officer.url
    assert change in officer.locator("main").inner_text()
    assert change not in text_of(world.cast.visitor(), world.manual)
    assert world.players.learns in text_of(editor, "/en/desk/")
    editor.goto(report)
    click(editor.get_by_role("link", name="Confirm or send back"))
    press(editor, "Yes, confirm it")
    said = text_of(world.cast.visitor(), world.manual)
    assert change in said
    assert world.players.learns in said
