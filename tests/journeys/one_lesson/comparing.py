"""Two towns measure what they collect on its day, twice: the gap between them closes."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.journeys.cast import click, day, fill, press
from tests.journeys.one_lesson.world import OF_ONE, THEME, World

INDICATOR = "Rounds that kept their day"


def the_gap_closes(world: World) -> None:
    """A round before and one after; who was behind reads both figures on one page."""
    convener, behind, ahead = _pages(world)
    convener.goto("/en/benchmarks/new/")
    fill(
        convener, title=f"Rounds of two towns, {world.tail}", promise="Two rounds, an action each."
    )
    press(convener, "Keep it")
    press(convener, "Open it")
    benchmark = convener.url
    for page, town in ((behind, world.players.learns), (ahead, world.players.knows)):
        _join(page, benchmark, town)
    _agree_on_an_indicator(behind, ahead)
    _round(world, benchmark, "The year before", ("40", "90"))
    assert "You are behind the median." in behind.locator("main").inner_text()
    _improve(convener, behind, ahead)
    _round(world, benchmark, "This year", ("80", "91"))
    own = behind.get_by_role("region", name="Your own figures, round by round")
    figures = [words.replace("\xa0", " ") for words in own.locator("th, td").all_inner_texts()]
    assert figures == ["The year before", "40 %", "This year", "80 %"]
    behind.goto(world.round)
    said = behind.locator("main").inner_text().replace("\xa0", " ")
    assert f"{INDICATOR} · from 40 % to 80 %" in said


def _pages(world: World) -> tuple[Page, Page, Page]:
    players = world.players
    return world.page_of(OF_ONE), world.page_of(players.officer), world.page_of(players.mentor)


def _join(page: Page, benchmark: str, town: str) -> None:
    page.goto(benchmark)
    click(page.get_by_role("link", name="Take part"))
    page.select_option("main [name=organisation]", label=town)
    page.check("main [name=has_hours][value=no]")
    page.check("main [name=is_promised]")
    press(page, "Keep it")


def _agree_on_an_indicator(proposes: Page, agrees: Page) -> None:
    click(proposes.get_by_role("link", name="Propose an indicator"))
    proposes.select_option("main [name=theme]", label=THEME)
    proposes.check("main [name=shape][value=share]")
    proposes.check("main [name=direction][value=up]")
    fill(proposes, title=INDICATOR, definition="Of all rounds.", unit="%")
    fill(proposes, numerator="Rounds on their day", denominator="All rounds")
    press(proposes, "Keep it")
    press(proposes, "We agree")
    agrees.goto(proposes.url)
    press(agrees, "We agree")
    assert "Adopted" in agrees.locator("main").inner_text()


def _round(world: World, benchmark: str, title: str, figures: tuple[str, str]) -> None:
    """Both enter a figure of a hundred rounds, the convener accepts them, and all compare."""
    convener, behind, ahead = _pages(world)
    convener.goto(benchmark)
    click(convener.get_by_role("link", name="Begin a round"))
    fill(convener, title=title, collect_until=day(20))
    press(convener, "Keep it")
    world.round = convener.url
    towns = (world.players.learns, world.players.knows)
    for page, town, figure in zip((behind, ahead), towns, figures, strict=True):
        page.goto(world.round)
        click(page.get_by_role("link", name=f"Figures of {town}"))
        click(page.get_by_role("link", name=INDICATOR))
        fill(page, numerator=figure, denominator="100")
        press(page, "Keep it")
        press(page, "Send the figures")
    for _town in towns:
        convener.goto(world.round)
        click(convener.get_by_role("link", name="Accept with a reason").first)
        fill(convener, because="One person works there.")
        press(convener, "Keep it")
    convener.goto(world.round)
    press(convener, "Compare now")
    behind.goto(f"{world.round}compare/")


def _improve(convener: Page, behind: Page, ahead: Page) -> None:
    """Who is ahead writes how; both say what they do next; the round is closed."""
    ahead.goto(behind.url)
    click(ahead.get_by_role("link", name="Write how you do it"))
    fill(ahead, text="Two rounds, one before five.")
    press(ahead, "Keep it")
    for page in (behind, ahead):
        page.goto(f"{convener.url}compare/")
        click(page.get_by_role("link", name="Say what you do next"))
        fill(page, text="Walk both rounds.", until=day(200))
        press(page, "Keep it")
    convener.reload()
    press(convener, "Go on to learning")
    press(convener, "Go on to improving")
    press(convener, "Close the round")
