"""From a case study to a mentor, asked, agreed, three times proposed, moved, held, noted, closed.

The mentee lives by the clock of Lusaka, the mentor by that of Lima; each has an own browser.
"""

from __future__ import annotations

import datetime
import re
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.cast import Cast, click, press, text_of, wait_for
from tests.journeys.demo import DemoSite
from tests.journeys.meeting import IT_IS_OVER, propose

MENTOR = "rosalia-quispe-arce@villa-quirosa.example"
MENTEES = {"scripts": "joseph-kabwata@kasembe.example", "plain": "esther-katongo@mwinga.example"}
LUSAKA, LIMA = ZoneInfo("Africa/Lusaka"), ZoneInfo("America/Lima")


def links_to(page: Page, address: str, part: str) -> list[str]:
    """Paths with this part in mails to `address`, newest first; words are in their language."""
    page.goto("/demo/mailbox/")
    mails = [mail.inner_text() for mail in page.locator("main li").all()]
    own = [text for text in mails if address in text]
    return [
        found for text in own for found in re.findall(rf"https?://[^/\s]+(/\S*{part}\S*)", text)
    ]


def new_link_to(page: Page, address: str, part: str, known: list[str]) -> str:
    """The path of a mail that was not there before; waits for it."""

    def look() -> str | None:
        return next((one for one in links_to(page, address, part) if one not in known), None)

    return wait_for(look, f"a mail to {address} with {part}")


def number_in(page: Page) -> str:
    return page.url.rstrip("/").rpartition("/")[2]


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_from_a_case_study_to_a_closed_coaching(
    browser: Browser, demo_site: DemoSite, has_scripts: bool
):
    cast = Cast(browser, demo_site, has_scripts)
    tail = "scripts" if has_scripts else "plain"
    mentee_address = MENTEES[tail]
    mentee, mentor, anybody = cast.signed_in(mentee_address), cast.signed_in(MENTOR), cast.visitor()

    # A case study leads to somebody who has done it.
    known = links_to(anybody, MENTOR, "/mentoring/requests/")
    mentee.goto(demo_site.addresses("en")["case study"])
    click(mentee.get_by_role("link", name="Talk to someone who has done this").first)
    click(mentee.get_by_role("link", name="Ask Villa Quirosa to coach you").first)
    mentee.fill("[name=words]", f"How did you draw your rounds ({tail})?")
    press(mentee, "Ask them")
    assert "Waits for an answer" in mentee.locator("main").inner_text()

    # The mentor is told and says yes.
    link = new_link_to(anybody, MENTOR, "/mentoring/requests/", known)
    mentor.goto(re.sub(r"^/es/", "/en/", link))
    assert f"your rounds ({tail})" in mentor.locator("main").inner_text()
    press(mentor, "Accept")
    click(mentor.get_by_role("link", name="Write the agreement").first)
    mentor.fill("[name=goal_1]", "A round on one sheet of paper")
    press(mentor, "Write it down")
    pair = number_in(mentor)
    known = links_to(anybody, MENTOR, "/times/by-mail/")
    mentee.goto(f"/en/mentoring/pairs/{pair}/")
    press(mentee, "Confirm the agreement")
    assert "Under way" in mentee.locator("main").inner_text()

    # Three times at four in the afternoon of Lusaka; one is picked from the mail, not signed in.
    today = datetime.datetime.now(LUSAKA).date()
    # Journeys with and without scripts have the same mentor: their days lie apart.
    first = today + datetime.timedelta(days=20 if has_scripts else 40)
    mentee.goto(f"/en/mentoring/pairs/{pair}/times/")
    propose(mentee, first, "16:00")
    begins = datetime.datetime.combine(first, datetime.time(16), tzinfo=LUSAKA)
    in_lima = begins.astimezone(LIMA).strftime("%H:%M")
    anybody.goto(new_link_to(anybody, MENTOR, "/times/by-mail/", known))
    assert in_lima in anybody.locator("main").inner_text()
    anybody.locator("[name=starts_at]").first.check()
    click(anybody.locator("main button").last)
    mentee.goto(f"/en/mentoring/pairs/{pair}/")
    click(mentee.get_by_role("link", name=re.compile("16:00")).first)
    session = number_in(mentee)
    said = mentee.locator("main").inner_text()
    assert "16:00" in said
    assert in_lima in said
    entry = mentee.request.get(f"/en/mentoring/sessions/{session}/session.ics").text()
    assert begins.astimezone(datetime.UTC).strftime("DTSTART:%Y%m%dT%H%M%SZ") in entry
    assert "SEQUENCE:0" in entry

    # The mentor moves it; the mentee picks on the page.
    mentor.goto(f"/en/mentoring/sessions/{session}/")
    click(mentor.get_by_role("link", name="Move it"))
    propose(mentor, first + datetime.timedelta(days=7), "09:00")
    mentee.goto(f"/en/mentoring/pairs/{pair}/")
    click(mentee.get_by_role("link", name="Choose a time"))
    mentee.locator("[name=starts_at]").first.check()
    press(mentee, "Book this time")
    moved = datetime.datetime.combine(
        first + datetime.timedelta(days=7), datetime.time(9), tzinfo=LIMA
    )
    assert moved.astimezone(LUSAKA).strftime("%H:%M") in mentee.locator("h1").inner_text()
    again = mentee.request.get(f"/en/mentoring/sessions/{session}/session.ics").text()
    assert moved.astimezone(datetime.UTC).strftime("DTSTART:%Y%m%dT%H%M%SZ") in again
    assert "SEQUENCE:1" in again
    (uid,) = re.findall(r"UID:.*", entry)
    assert uid in again

    # It was held, as the mentee says by mail; notes are written, one of them for nobody else.
    demo_site.manage("shell", "--no-imports", "-c", IT_IS_OVER % session)
    anybody.goto(new_link_to(anybody, mentee_address, "/held/by-mail/", []))
    press(anybody, "Yes, it did")
    mentor.goto(f"/en/mentoring/sessions/{session}/")
    click(mentor.get_by_role("link", name="Write a note").first)
    mentor.fill("[name=text]", f"Bring the map of the market ward ({tail}).")
    press(mentor, "Keep the note")
    click(mentor.get_by_role("link", name="Write a private note"))
    mentor.fill("[name=text]", f"They are afraid of the council ({tail}).")
    press(mentor, "Keep my private note")
    read = text_of(mentee, f"/en/mentoring/sessions/{session}/")
    assert "Bring the map" in read
    assert "Held" in read
    mentee.goto(f"/en/mentoring/sessions/{session}/private-note/")
    assert "afraid of the council" not in mentee.content()
    stranger = cast.signed_in("daniel-sikota@copperline.example")
    for door in (f"pairs/{pair}/", f"sessions/{session}/", f"sessions/{session}/private-note/"):
        assert stranger.goto(f"/en/mentoring/{door}").status == 404

    # Closed without a reason; both say how it was.
    mentee.goto(f"/en/mentoring/pairs/{pair}/")
    click(mentee.get_by_role("link", name="Close this coaching"))
    press(mentee, "Close it")
    for page, words in ((mentee, "You drew it with me."), (mentor, "You came prepared.")):
        page.goto(f"/en/mentoring/pairs/{pair}/feedback/")
        page.locator("[name=score]").first.check()
        page.locator("[name=would_again]").first.check()
        page.fill("[name=words]", words)
        press(page, "File it")
    assert "You drew it with me." in mentor.locator("main").inner_text()
    assert "You came prepared." in text_of(mentee, f"/en/mentoring/pairs/{pair}/")
