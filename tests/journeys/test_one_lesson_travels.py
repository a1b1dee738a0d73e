"""One lesson from the plan to the theme's page, in acts, on one database, by everybody's hands."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.cast import Cast
from tests.journeys.demo import DemoSite
from tests.journeys.one_lesson import (
    coaching,
    comparing,
    passing_on,
    placing,
    planning,
    reading,
    telling,
    training,
    trying,
)
from tests.journeys.one_lesson.world import begin

ACTS = (
    planning.a_plan_is_signed,
    planning.two_towns_become_partners,
    reading.a_manual_is_found_and_asked_about,
    coaching.two_meet_twice,
    placing.a_colleague_is_placed,
    training.it_travels_to_two_more_towns,
    passing_on.one_leaves_and_hands_over,
    passing_on.a_duty_is_kept_by_a_case,
    comparing.the_gap_closes,
    trying.it_was_tried,
    telling.the_theme_tells_it,
    telling.the_trail_tells_it,
    telling.the_file_is_valid,
    telling.both_statements_tell_it,
)


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_one_lesson_travels(browser: Browser, demo_site: DemoSite, has_scripts: bool):
    world = begin(Cast(browser, demo_site, has_scripts), demo_site, has_scripts)
    for act in ACTS:
        act(world)
