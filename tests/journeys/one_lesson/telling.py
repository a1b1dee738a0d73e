"""What the plan, the file for others and the statements of both towns tell of it."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

from partnerships.iati.checking import fault_in
from tests.journeys.cast import text_of
from tests.journeys.one_lesson.world import OF_ONE, OF_OTHER, THEME_SLUG, World, path_of


def the_theme_tells_it(world: World) -> None:
    """Whoever reads the plan finds on the theme what was learnt, and in which partnership."""
    visitor = world.cast.visitor()
    said = text_of(visitor, f"{path_of(world.plan)}themes/{THEME_SLUG}/")
    for title in (world.lesson_title, world.manual_title):
        assert title in said
    assert f"Rounds that keep their day, {world.tail}" in said
    assert "Where it travelled" in said
    assert "tried by 1 organisation (Adapted: 1)" in said
    # A question is for who is signed in.
    assert world.question not in said
    officer = world.page_of(world.players.officer)
    assert world.question in text_of(officer, f"{path_of(world.plan)}themes/{THEME_SLUG}/")


def the_trail_tells_it(world: World) -> None:
    """The manual's own trail: where it came from, what was asked, who was trained, who tried it."""
    visitor, officer = world.cast.visitor(), world.page_of(world.players.officer)
    visitor.goto(world.manual)
    way = visitor.locator("main a[href*='/impact/lessons/']").first.get_attribute("href") or ""
    trail = way.replace("/ar/", "/en/")
    said = text_of(visitor, trail)
    assert world.players.learns in said
    assert world.question not in said
    said = text_of(officer, trail)
    assert world.question in said


def the_file_is_valid(world: World) -> None:
    """Anybody takes the partnership along as IATI 2.03; the official schema finds no fault."""
    visitor = world.cast.visitor()
    visitor.goto(world.partnership)
    address = visitor.get_by_role("link", name="As IATI 2.03 (XML)").get_attribute("href")
    answer = visitor.request.get(address or "")
    assert answer.status == 200
    with tempfile.TemporaryDirectory() as folder:
        taken = Path(folder) / "partnership.xml"
        taken.write_bytes(answer.body())
        assert fault_in(taken) is None
    assert world.players.knows in answer.text()
    assert world.lesson_title in answer.text()


# What was done on the day of the run, whatever year that is in.
LEARNT = {
    "Texts it published": 1,
    "Reports of what it tried, and what came of it": 1,
    "Rounds in which it compared itself": 2,
    "Its people who went on a placement": 1,
    "Partnerships it takes part in": 1,
    "Questions of its people with an answer": 1,
}
TAUGHT = {
    "Organisations that tried its texts": 1,
    "Practice notes it wrote for others": 1,
    "Guests it hosted": 1,
    "Replies of its people that were marked as answers": 1,
    "Texts it published": 2,
    "Rounds in which it compared itself": 2,
    "Partnerships it takes part in": 1,
}


def both_statements_tell_it(world: World) -> None:
    """What each town gave and received this year, as its own people and its association read."""
    players = world.players
    for town, lines, readers in (
        (players.learns, LEARNT, (players.officer, OF_OTHER)),
        (players.knows, TAUGHT, (players.mentor, OF_ONE)),
    ):
        year = datetime.datetime.now(datetime.UTC).year
        address = f"/en/organisations/{world.numbers[town]}/benefits/{year}/"
        for reader in readers:
            said = text_of(world.page_of(reader), address)
            for label, number in lines.items():
                assert f"{label}\t{number}" in said, label
