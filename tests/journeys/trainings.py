"""What a hand does to enter a training and who was there."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.journeys.cast import click, day, fill, press


def enter_training(page: Page, course: str, title: str, ago: int) -> str:
    """A past training of the newest edition; gives the address of its list."""
    page.goto(f"{course}".replace("/en/courses/", "/en/trainings/new/?course=").rstrip("/"))
    fill(page, title=title, from_on=day(-ago), place="Town hall")
    press(page, "Keep it")
    assert "/participants/" in page.url
    return page.url


def type_one(page: Page, name: str, role: str = "participant", organisation: str = "") -> None:
    click(page.get_by_role("link", name="Enter one person"))
    fill(page, name=name, organisation=organisation)
    page.select_option("main [name=role]", role)
    press(page, "Enter this person")


def enter_known(page: Page, name: str) -> None:
    """Somebody who is found by a part of the name; by the button where there are no scripts."""
    click(page.get_by_role("link", name="Enter one person"))
    page.fill("main [name=q]", name.split()[0])
    press(page, "Look")
    click(page.locator("main .found li", has_text=name).get_by_role("button").first)


def make_lead(page: Page, name: str) -> None:
    click(page.get_by_role("link", name=name).first)
    page.select_option("main [name=role]", "lead")
    press(page, "Keep it")
