"""From a country plan to what was learnt: signed, called for, applied, decided, and tied."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.cast import Cast, click, day, fill, press, text_of
from tests.journeys.demo import DemoSite

PROGRAMME = "marijke-doornveld@neighbour-towns.example"
# Edit for the two associations that sign; the first applies beside Kasembe, the other is heard.
ONE, OTHER = "daniel-sikota@copperline.example", "paola-ichazo@valle-alto.example"
# Speaks for Kasembe.
APPLIES = "joseph-kabwata@kasembe.example"
ASSESS = ("nadia-lafraoui@plain-communes.example", "ivo-monteiro-lima@camaras-das-ilhas.example")
THEME = "Markets and food"
TEXT = """
from pages.models import PageAddress
print(PageAddress.objects.filter(
    is_public=True, language="en", page__libraryitem__isnull=False
).earliest("page_id").address)
"""


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_plan_is_signed_applied_to_and_learnt_from(
    browser: Browser, demo_site: DemoSite, has_scripts: bool
):
    cast = Cast(browser, demo_site, has_scripts)
    tail = "with scripts" if has_scripts else "without scripts"
    programme, one, other, applicant = (
        cast.signed_in(who) for who in (PROGRAMME, ONE, OTHER, APPLIES)
    )

    # Drafted with two associations, and signed by both.
    programme.goto("/en/plans/new/")
    fill(programme, title=f"Markets of two countries, {tail}", starts_on=day(0), ends_on=day(900))
    programme.select_option("main [name=countries]", ["ZM", "PE"])
    programme.select_option(
        "main [name=associations]",
        label=["Copperline Towns Association", "Red de Municipios del Valle Alto"],
    )
    press(programme, "Keep it")
    plan = programme.url
    click(programme.get_by_role("link", name="Add a theme"))
    programme.select_option("main [name=theme]", label=THEME)
    fill(programme, rank="1", reason="Rents are what a town sets itself.")
    press(programme, "Keep it")
    press(programme, "Offer it for signing")
    for page, name in ((one, "Copperline Towns"), (other, "Red de Municipios")):
        page.goto(plan)
        press(page, f"Sign for {name}")
    assert "The plan is agreed" in other.locator("body").inner_text()

    # A call under it, and who assesses.
    programme.goto(plan.replace("/draft/", "/calls/new/"))
    fill(programme, title=f"Stalls, {tail}", closes_on=day(30), closes_at="17:00", currency="EUR")
    fill(programme, checklist="The council has decided")
    press(programme, "Keep it")
    call = programme.url
    press(programme, "Open it")
    click(programme.get_by_role("link", name="Who assesses it"))
    for email in ASSESS:
        fill(programme, email=email)
        click(programme.locator("main .form button").last)

    # Applied for with empty fields first, seen, and sent in.
    applicant.goto(call)
    click(applicant.get_by_role("link", name="Apply", exact=True))
    if applicant.locator("main [name=lead]").count():
        click(applicant.locator("main .form button").first)
    press(applicant, "Keep it as a draft")
    title = f"Fees by the day, {tail}"
    fill(applicant, title=title, others="Copperline Towns Association")
    fill(applicant, purpose="To ask for a little each day.", expected="Nearly all pay.")
    fill(applicant, money="9000", starts_on=day(60), ends_on=day(400))
    applicant.select_option("main [name=theme]", label=THEME)
    press(applicant, "Look at it before sending it in")
    press(applicant, "Send it in")
    application = applicant.url

    # Screened, heard, reviewed by two, decided.
    programme.goto(application)
    click(programme.get_by_role("link", name="Screen it"))
    programme.get_by_label("The council has decided").check()
    programme.select_option("main [name=association]", label="Red de Municipios del Valle Alto")
    press(programme, "It is eligible")
    other.goto(application)
    click(other.get_by_role("link", name="Give your association"))
    other.locator("main [name=has_conflict][value=no]").check()
    fill(other, fit="It is the theme.", benefit="The receipt book is for all.")
    other.locator("main [name=vote]").first.check()
    press(other, "Give it")
    programme.goto(application)
    click(programme.get_by_role("link", name="Name the two assessors"))
    programme.select_option("main [name=first]", index=1)
    programme.select_option("main [name=second]", index=2)
    press(programme, "Name them")
    for email in ASSESS:
        assessor = cast.signed_in(email)
        assessor.goto(application)
        click(assessor.get_by_role("link", name="Write your review"))
        for name in ("relevance", "feasibility", "learning"):
            assessor.locator(f"main [name={name}][value='4']").check()
        fill(assessor, words="It can be done.")
        press(assessor, "Give it")
    programme.goto(application)
    click(programme.get_by_role("link", name="Decide", exact=True))
    fill(programme, reason="It fits, and two reviews say so.")
    press(programme, "Accept it")
    applicant.goto(application)
    assert "It fits, and two reviews say so." in applicant.locator("main").inner_text()
    click(applicant.get_by_role("link", name="To the partnership"))
    partnership = applicant.url

    # A memorandum by the rule, signed by both partners; with an investment, a contract.
    programme.goto(partnership)
    click(programme.get_by_role("link", name="Draw up a paper"))
    words = {"purpose": "Learn by the day.", "starts_on": day(60), "ends_on": day(400)}
    fill(programme, **words)
    press(programme, "Keep it")
    paper = programme.url
    assert "a memorandum is enough" in programme.locator("main").inner_text()
    press(programme, "Offer it for signing")
    applicant.goto(paper)
    press(applicant, "Sign for Kasembe")
    one.goto(paper)
    press(one, "Sign for Copperline")
    assert "Signed by all" in one.locator("body").inner_text()
    programme.goto(partnership)
    click(programme.get_by_role("link", name="Draw up a paper"))
    fill(programme, **words, grant="4000", currency="EUR", audit="Once a year.")
    programme.check("main [name=is_investment]")
    press(programme, "Keep it")
    assert "needs a contract" in programme.locator("main").inner_text()

    # What they do, what is counted, and what was learnt, on the theme's page.
    programme.goto(partnership)
    click(programme.get_by_role("link", name="Add an activity"))
    programme.select_option("main [name=kind]", label="mission")
    fill(programme, title=f"Counting, {tail}", starts_on=day(70), ends_on=day(72))
    press(programme, "Keep it")

    # A report that is asked for is handed in by the side that owes it, and accepted by another.
    programme.goto(partnership)
    click(programme.get_by_role("link", name="Ask for a report"))
    fill(programme, title=f"The first half year, {tail}", due_on=day(90))
    programme.select_option("main [name=owed_by]", label="Kasembe")
    press(programme, "Keep it")
    report = f"The first half year, {tail}"
    applicant.goto(partnership)
    click(applicant.get_by_role("link", name=report))
    click(applicant.get_by_role("link", name="Hand it in"))
    press(applicant, "Hand it in")
    assert "Write the report" in applicant.locator("main").inner_text()
    fill(applicant, words="Nine of ten stalls pay by the day.")
    press(applicant, "Hand it in")
    programme.goto(partnership)
    click(programme.get_by_role("link", name=report))
    assert "Nine of ten stalls" in programme.locator("main").inner_text()
    click(programme.get_by_role("link", name="Accept it or send it back"))
    press(programme, "Accept it")
    applicant.reload()
    assert "Accepted" in applicant.locator("main").inner_text()

    programme.goto(partnership)
    text = demo_site.manage("shell", "--no-imports", "-c", TEXT).strip()
    click(programme.get_by_role("link", name="Tie what was learnt"))
    fill(programme, address=text)
    programme.select_option("main [name=theme]", label=THEME)
    press(programme, "Keep it")
    programme.goto(f"{partnership}edit/")
    programme.check("main [name=is_published]")
    press(programme, "Keep it")
    theme = plan.replace("/draft/", "/themes/markets/")
    assert title in text_of(cast.visitor(), theme)
