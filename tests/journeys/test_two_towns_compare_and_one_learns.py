"""Two municipalities compare; one writes how it does it, the other goes from its gap to the case
and to a mentor in three clicks.
"""

from __future__ import annotations

import io

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.cast import Cast, click, day, fill, press, text_of
from tests.journeys.demo import DemoSite

# Edits for the association that convenes; contacts of Kasembe and of Lubanda.
CONVENES = "daniel-sikota@copperline.example"
BEHIND, AHEAD = "joseph-kabwata@kasembe.example", "peter-lungwangwa@lubanda.example"
# Looks over the figures of Kasembe.
SECOND = "thandiwe-mulenga@kasembe.example"


def join(page: Page, benchmark: str, town: str, second: str = "") -> None:
    page.goto(benchmark)
    click(page.get_by_role("link", name="Take part"))
    page.select_option("main [name=organisation]", label=town)
    if second:
        page.select_option("main [name=second]", label=second)
    page.check("main [name=has_hours][value=no]")
    page.check("main [name=is_promised]")
    press(page, "Keep it")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_two_towns_compare_and_one_learns(browser: Browser, demo_site: DemoSite, has_scripts: bool):
    cast = Cast(browser, demo_site, has_scripts)
    tail = "with scripts" if has_scripts else "without scripts"
    title = f"Rents of two towns, {tail}"
    convener, behind, ahead = (cast.signed_in(one) for one in (CONVENES, BEHIND, AHEAD))

    # Founded, joined by two, an indicator proposed, commented and adopted.
    convener.goto("/en/benchmarks/new/")
    fill(convener, title=title, promise="Two rounds, and one action each.")
    press(convener, "Keep it")
    press(convener, "Open it")
    benchmark = convener.url
    join(behind, benchmark, "Kasembe", "Thandiwe Mulenga")
    join(ahead, benchmark, "Lubanda")
    click(behind.get_by_role("link", name="Propose an indicator"))
    behind.select_option("main [name=theme]", label="Markets and food")
    behind.check("main [name=shape][value=share]")
    behind.check("main [name=direction][value=up]")
    fill(behind, title="Rents collected", definition="Of rents due.", unit="%")
    press(behind, "Keep it")
    assert "Name both parts" in behind.locator("main").inner_text()
    fill(behind, numerator="Rents that came in", denominator="Rents that were due")
    press(behind, "Keep it")
    indicator = behind.url
    press(behind, "We agree")
    ahead.goto(indicator)
    fill(ahead, text="Without arrears?")
    press(ahead, "Say it")
    press(ahead, "We agree")
    assert "Adopted" in ahead.locator("main").inner_text()

    # A round: one enters by a form, the other by a sheet.
    convener.goto(benchmark)
    click(convener.get_by_role("link", name="Begin a round"))
    fill(convener, title="2026", collect_until=day(20))
    press(convener, "Keep it")
    found = convener.url
    behind.goto(found)
    click(behind.get_by_role("link", name="Figures of Kasembe"))
    click(behind.get_by_role("link", name="Rents collected"))
    fill(behind, numerator="60", denominator="0")
    press(behind, "Keep it")
    assert "divided by zero" in behind.locator("main").inner_text()
    fill(behind, denominator="100", note="By the month, at the counter.")
    press(behind, "Keep it")
    press(behind, "Send the figures")
    ahead.goto(found)
    click(ahead.get_by_role("link", name="Figures of Lubanda"))
    click(ahead.get_by_role("link", name="Enter them in a sheet"))
    book = openpyxl.Workbook()
    book.active.append(("indicator", "numerator", "denominator"))
    book.active.append(("Rents collected", 182, 200))
    file = io.BytesIO()
    book.save(file)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    sheet = {"name": "figures.xlsx", "mimeType": kind, "buffer": file.getvalue()}
    ahead.set_input_files("main [name=file]", sheet)
    press(ahead, "Look at it")
    assert "91" in ahead.locator("main").inner_text()
    press(ahead, "Keep all")
    press(ahead, "Send the figures")
    assert "By the month" not in text_of(ahead, found)

    # A second person confirms; where there is none the convener accepts with a reason.
    second = cast.signed_in(SECOND)
    second.goto(found)
    click(second.get_by_role("link", name="Figures of Kasembe"))
    press(second, "Confirm the figures")
    assert "Confirmed by a second person" in second.locator("main").inner_text()
    convener.goto(found)
    assert "1 of 1" in convener.locator("main").inner_text()
    click(convener.get_by_role("link", name="Accept with a reason"))
    fill(convener, because="One person works there.")
    press(convener, "Keep it")

    # Compared: who is ahead writes how.
    convener.goto(found)
    press(convener, "Compare now")
    ahead.goto(found)
    click(ahead.get_by_role("link", name="Compare"))
    assert "You are ahead of the median." in ahead.locator("main").inner_text()
    click(ahead.get_by_role("link", name="Write how you do it"))
    fill(ahead, text="Rent is paid by the day, at the gate.")
    press(ahead, "Keep it")

    # From the gap to the case to a mentor: three clicks.
    behind.goto(f"{found}compare/")
    assert "You are behind the median." in behind.locator("main").inner_text()
    click(behind.get_by_role("link", name="Learn from those who are ahead"))
    said = behind.locator("main").inner_text()
    assert "Lubanda: 91" in said
    assert "Rent is paid by the day" in said
    assert "Peter Lungwangwa" in said
    click(behind.get_by_role("link", name="Rent paid by the day"))
    assert "Rent paid by the day" in behind.locator("h1").inner_text()
    click(behind.get_by_role("link", name="Talk to someone who has done this").first)
    assert "/mentors/" in behind.url

    # An action of each, and the round is closed.
    for page in (behind, ahead):
        page.goto(f"{found}compare/")
        click(page.get_by_role("link", name="Say what you do next"))
        fill(page, text="Sell tickets at the gate.", until=day(200))
        press(page, "Keep it")
    convener.goto(found)
    press(convener, "Go on to learning")
    press(convener, "Go on to improving")
    press(convener, "Close the round")
    assert "Closed" in convener.locator("main").inner_text()
