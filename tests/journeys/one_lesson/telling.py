"""What the plan, the file for others and the statements of both towns tell of it."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

from partnerships.iati.checking import fault_in
from tests.journeys.cast import text_of
from tests.journeys.one_lesson.world import OF_OTHER, THEME_SLUG, World, path_of


def the_theme_tells_it(world: World) -> None:
    """Whoever reads the plan finds on the theme what was learnt, and in which partnership."""
    visitor = world.cast.visitor()
    said = text_of(visitor, f"{path_of(world.plan)}themes/{THEME_SLUG}/")
    for title in (world.lesson_title, world.manual_title):
        assert title in said
    assert f"Rounds that keep their day, {world.tail}" in said
    # A question is for who is signed in.
    assert world.question not in said
    officer = world.page_of(world.players.officer)
    assert world.question in text_of(officer, f"{path_of(world.plan)}themes/{THEME_SLUG}/")


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


def both_statements_tell_it(world: World) -> None:
    """What each town gave and received this year, as its people and its association read it."""
    players, year = world.players, datetime.datetime.now(datetime.UTC).year
    told = {}
    for town, reader in ((players.learns, players.officer), (players.knows, players.mentor)):
        address = f"/en/organisations/{world.numbers[town]}/benefits/{year}/"
        told[town] = text_of(world.page_of(reader), address)
    print(told)
    editor = world.page_of(OF_OTHER)
    assert "1" in text_of(editor, f"/en/organisations/{world.numbers[players.learns]}/benefits/{year}/")
