"""Two learn to train, train a second town, and one of that town trains a third."""

from __future__ import annotations

import re

from tests.journeys.cast import click, fill, press, text_of
from tests.journeys.one_lesson.world import PROGRAMME, World, path_of
from tests.journeys.trainings import enter_known, enter_training, make_lead, type_one


def it_travels_to_two_more_towns(world: World) -> None:
    """Of each training one list; the tree says which of them came out of which."""
    players = world.players
    mentor, officer, carrier = (
        world.page_of(one) for one in (players.mentor, players.officer, players.carrier)
    )
    mentor.goto("/en/courses/new/")
    fill(mentor, name=f"Two rounds a day, {world.tail}")
    mentor.select_option("main [name=organisation]", label=players.knows)
    press(mentor, "Keep it")
    fill(mentor, label="1st edition", from_on="2025-01-15")
    press(mentor, "Keep it")
    world.course = path_of(mentor.url)

    titles = [
        f"{words}, {world.tail}"
        for words in (
            *("Rounds, written", "Rounds, for trainers"),
            *("Rounds in the next town", "Rounds in the third town"),
        )
    ]
    written, first, second, third = titles
    enter_training(mentor, world.course, written, 120)
    type_one(mentor, players.author, role="lead")
    enter_known(mentor, players.mentor)
    enter_training(mentor, world.course, first, 90)
    enter_known(mentor, players.mentor)
    make_lead(mentor, players.mentor)
    for name in (players.officer, players.colleague):
        enter_known(mentor, name)
    enter_training(officer, world.course, second, 60)
    for name in (players.officer, players.colleague):
        enter_known(officer, name)
        make_lead(officer, name)
    enter_known(officer, players.carrier)
    enter_training(carrier, world.course, third, 20)
    enter_known(carrier, players.carrier)
    make_lead(carrier, players.carrier)
    type_one(carrier, players.last, organisation=players.taught_next)

    programme = world.page_of(PROGRAMME)
    programme.goto(world.course)
    click(programme.get_by_role("link", name="How far it travelled"))
    said = programme.locator("main").inner_text()
    for title, generation in zip(titles, ("not verified", *range(1, 4)), strict=True):
        label = f"generation {generation}" if isinstance(generation, int) else generation
        assert re.search(rf"{title}\s+{label}", said), title
    assert players.learns in text_of(officer, path_of(programme.url))
