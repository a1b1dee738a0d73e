"""A mentor is found through a case study, asked, agreed with, and met twice."""

from __future__ import annotations

import datetime
import re

from playwright.sync_api import Page, expect

from tests.journeys.cast import click, press, text_of, wait_for
from tests.journeys.meeting import IT_IS_OVER, propose
from tests.journeys.one_lesson.world import THEME, World, path_of


def two_meet_twice(world: World) -> None:
    """The officer asks who has done it; they agree, meet and write down what came of it."""
    officer, mentor = (
        world.page_of(world.players.officer),
        world.page_of(world.players.mentor),
    )
    mentor.goto("/en/mentoring/offer/")
    mentor.get_by_label(THEME).check()
    press(mentor, "Offer to coach")
    wait_for(lambda: _find_the_case(world, officer), "the case study among what is found")
    click(officer.locator("main .hit").get_by_role("link", name=world.case_title).first)
    world.case_study = path_of(officer.url)
    click(officer.get_by_role("link", name="Talk to someone who has done this").first)
    click(officer.get_by_role("link", name=re.compile("to coach you")).first)
    officer.fill("[name=words]", f"Who drew your two rounds, {world.tail}?")
    press(officer, "Ask them")
    mentor.goto(officer.url)
    assert f"your two rounds, {world.tail}" in mentor.locator("main").inner_text()
    press(mentor, "Accept")
    click(mentor.get_by_role("link", name="Write the agreement").first)
    mentor.fill("[name=goal_1]", "Two rounds on one sheet of paper")
    press(mentor, "Write it down")
    pair = mentor.url
    officer.goto(pair)
    press(officer, "Confirm the agreement")
    for days, note in ((20, "Count the full bins first."), (34, "The second round goes uphill.")):
        _meet(world, officer, mentor, pair, days, note)
    expect(officer.locator("main")).to_contain_text("The second round goes uphill.")


def _find_the_case(world: World, page: Page) -> str | None:
    said = text_of(page, f"/en/search/?q={world.case_title}&type=case+study")
    return said if world.case_title in said else None


def _meet(world: World, officer: Page, mentor: Page, pair: str, ahead: int, note: str) -> None:
    """One proposes, the other picks; when the hour is over she says so, and both read the note."""
    first = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=ahead)
    officer.goto(f"{pair}times/")
    propose(officer, first, "15:00")
    mentor.goto(pair)
    click(mentor.get_by_role("link", name="Choose a time"))
    mentor.locator("[name=starts_at]").first.check()
    press(mentor, "Book this time")
    session = mentor.url
    world.run(IT_IS_OVER % path_of(session).rstrip("/").rpartition("/")[2])
    officer.goto(session)
    press(officer, "Yes, it did")
    mentor.goto(session)
    assert "Held" in mentor.locator("main").inner_text()
    click(mentor.get_by_role("link", name="Write a note").first)
    mentor.fill("[name=text]", note)
    press(mentor, "Keep the note")
    officer.goto(session)
    assert note in officer.locator("main").inner_text()
