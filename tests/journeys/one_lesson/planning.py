"""A country plan that two associations sign, a call, and two towns that become partners."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.journeys.cast import click, day, fill, press, text_of
from tests.journeys.one_lesson.world import (
    ASSESS,
    OF_ONE,
    OF_OTHER,
    PROGRAMME,
    THEME,
    World,
)


def a_plan_is_signed(world: World) -> None:
    """The programme drafts it with the associations of both countries, and both sign."""
    programme = world.page_of(PROGRAMME)
    programme.goto("/en/plans/new/")
    fill(programme, title=f"Waste collection, {world.tail}", starts_on=day(-30), ends_on=day(900))
    programme.select_option("main [name=countries]", ["ZM", "MA"])
    programme.select_option(
        "main [name=associations]",
        label=["Copperline Towns Association", "League of Plain Communes"],
    )
    press(programme, "Keep it")
    draft = programme.url
    click(programme.get_by_role("link", name="Add a theme"))
    programme.select_option("main [name=theme]", label=THEME)
    fill(programme, rank="1", reason="A street that is swept is what a town hall is judged by.")
    press(programme, "Keep it")
    press(programme, "Offer it for signing")
    for email, name in ((OF_ONE, "Copperline Towns"), (OF_OTHER, "League of Plain")):
        page = world.page_of(email)
        assert f"Waste collection, {world.tail}" in text_of(page, "/en/desk/")
        page.goto(draft)
        press(page, f"Sign for {name}")
    assert "The plan is agreed" in world.page_of(OF_OTHER).locator("body").inner_text()
    world.plan = draft.replace("/draft/", "/")
    said = text_of(world.cast.visitor(), world.plan)
    assert THEME in said


def two_towns_become_partners(world: World) -> None:
    """They apply together on a call, are chosen, and sign what the rule asks for."""
    programme = world.page_of(PROGRAMME)
    call = _open_call(world, programme)
    officer = world.page_of(world.players.officer)
    application = _apply(world, officer, call)
    _decide(world, programme, application)
    officer.goto(application)
    assert "Both towns have hours for it." in officer.locator("main").inner_text()
    click(officer.get_by_role("link", name="To the partnership"))
    world.partnership = officer.url
    _sign_paper(world, programme, officer)


def _open_call(world: World, programme: Page) -> str:
    programme.goto(f"{world.plan}calls/new/")
    fill(programme, title=f"Rounds, {world.tail}", closes_on=day(30), closes_at="17:00")
    fill(programme, currency="EUR", checklist="The council has decided")
    press(programme, "Keep it")
    call = programme.url
    press(programme, "Open it")
    click(programme.get_by_role("link", name="Who assesses it"))
    for email in ASSESS:
        fill(programme, email=email)
        click(programme.locator("main .form button").last)
    return call


def _apply(world: World, officer: Page, call: str) -> str:
    officer.goto(call)
    click(officer.get_by_role("link", name="Apply", exact=True))
    if officer.locator("main [name=lead]").count():
        click(officer.locator("main .form button").first)
    fill(officer, title=f"Rounds that keep their day, {world.tail}", others=world.players.knows)
    fill(officer, purpose="To collect before the market.", expected="No full bin on Monday.")
    fill(officer, money="9000", starts_on=day(-20), ends_on=day(400))
    officer.select_option("main [name=theme]", label=THEME)
    press(officer, "Look at it before sending it in")
    press(officer, "Send it in")
    return officer.url


def _decide(world: World, programme: Page, application: str) -> None:
    programme.goto(application)
    click(programme.get_by_role("link", name="Screen it"))
    programme.get_by_label("The council has decided").check()
    programme.select_option("main [name=association]", label="Copperline Towns Association")
    press(programme, "It is eligible")
    association = world.page_of(OF_ONE)
    association.goto(application)
    click(association.get_by_role("link", name="Give your association"))
    association.locator("main [name=has_conflict][value=no]").check()
    fill(association, fit="It is the theme.", benefit="Both write it down for all.")
    association.locator("main [name=vote]").first.check()
    press(association, "Give it")
    programme.goto(application)
    click(programme.get_by_role("link", name="Name the two assessors"))
    programme.select_option("main [name=first]", index=1)
    programme.select_option("main [name=second]", index=2)
    press(programme, "Name them")
    for email in ASSESS:
        assessor = world.page_of(email)
        assessor.goto(application)
        click(assessor.get_by_role("link", name="Write your review"))
        for name in ("relevance", "feasibility", "learning"):
            assessor.locator(f"main [name={name}][value='4']").check()
        fill(assessor, words="It can be done.")
        press(assessor, "Give it")
    programme.goto(application)
    click(programme.get_by_role("link", name="Decide", exact=True))
    fill(programme, reason="Both towns have hours for it.")
    press(programme, "Accept it")


def _sign_paper(world: World, programme: Page, officer: Page) -> None:
    """A memorandum is enough by the rule: no money goes to an investment."""
    programme.goto(world.partnership)
    click(programme.get_by_role("link", name="Draw up a paper"))
    fill(programme, purpose="Rounds that hold.", starts_on=day(-20), ends_on=day(400))
    press(programme, "Keep it")
    paper = programme.url
    assert "a memorandum is enough" in programme.locator("main").inner_text()
    press(programme, "Offer it for signing")
    mentor = world.page_of(world.players.mentor)
    for page, town in ((officer, world.players.learns), (mentor, world.players.knows)):
        page.goto(paper)
        press(page, f"Sign for {town}")
    assert "Signed by all" in mentor.locator("body").inner_text()
    # Everybody may read what two towns do on a theme of the plan.
    programme.goto(f"{world.partnership}edit/")
    programme.check("main [name=is_published]")
    press(programme, "Keep it")
    said = text_of(world.cast.visitor(), world.partnership)
    assert world.players.knows in said
    assert world.players.learns in said
