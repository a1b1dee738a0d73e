"""An association invites an officer, publishes to its members, and the officer leaves again."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from tests.journeys.cast import PASSWORD, Cast, click, mail_to, press, text_of, wait_for
from tests.journeys.demo import DemoSite

ASSOCIATION = "Copperline Towns Association"
EDITOR, SECOND = "daniel-sikota@copperline.example", "bwalya-kangwa@copperline.example"
OF_ANOTHER = "rosalia-quispe-arce@villa-quirosa.example"

NUMBERS = """
from people.models import Organisation
association = Organisation.objects.get(name=%r)
town = Organisation.objects.get(name="Kasembe")
print(association.pk, town.pk, association.spaces.get(locale__language_code="en").address)
"""
IN_THE_MORNING = """
import datetime
import time_machine
from django.utils import timezone
from notices.digests import gather
from notices.outbox import send_due
with time_machine.travel(timezone.now() + datetime.timedelta(days=1, hours=1)):
    gather()
    send_due()
"""
A_MONTH_GOES_BY = """
import datetime
from people.models import Appointment
day = datetime.date.today() - datetime.timedelta(days=30)
Appointment.objects.filter(person__email=%r).update(from_on=day)
"""


@dataclass
class Place:
    """Numbers and addresses of the demo that the journey goes by."""

    association: int
    town: int
    space: str


@pytest.fixture(scope="module")
def place(demo_site: DemoSite) -> Place:
    said = demo_site.manage("shell", "--no-imports", "-c", NUMBERS % ASSOCIATION).split()
    return Place(int(said[0]), int(said[1]), said[2])


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_officer_comes_reads_what_members_read_and_leaves(
    browser: Browser, demo_site: DemoSite, place: Place, has_scripts: bool
):
    cast = Cast(browser, demo_site, has_scripts)
    tail = "scripts" if has_scripts else "plain"
    officer, subject = f"ines-calder-{tail}@kasembe.example", f"Ferry tariff circular {tail}"
    anybody = cast.visitor()

    # The association invites an officer of a member town.
    editor = cast.signed_in(EDITOR)
    editor.goto(f"/en/invitations/{place.town}/new/")
    for name, value in {"name": "Inês Calder", "email": officer, "post": "Head of ferries"}.items():
        editor.fill(f"[name={name}]", value)
    press(editor, "Send the invitation")
    letter = wait_for(lambda: mail_to(anybody, officer, "/join/invitation/"), "the invitation")
    link = re.search(r"https?://\S+/join/invitation/\S+", letter)
    assert link is not None

    # She joins, and says who she is.
    ines = cast.visitor()
    ines.goto(link[0].replace(re.match(r"https?://[^/]+", link[0])[0], ""))
    ines.fill("[name=password]", PASSWORD)
    press(ines, "Accept and come in")
    ines.goto("/en/profile/")
    ines.fill("[name=about]", "I keep two ferries and their timetable.")
    press(ines, "Keep my profile")
    assert "I keep two ferries" in ines.locator("[name=about]").input_value()

    # The link opens nothing twice.
    again = cast.visitor()
    assert again.goto(link[0]).status in (404, 410) or "Accept and come in" not in again.content()

    # A second editor is confirmed by the first, and the association wants two for each text.
    editor.goto(f"/en/organisations/{place.association}/people/")
    if editor.get_by_role("link", name="Confirm or decline").count():
        click(editor.get_by_role("link", name="Confirm or decline").first)
        press(editor, "Confirm this role")
    editor.goto(f"/en/associations/{place.association}/settings/")
    editor.check("[name=is_approved_by_two]")
    press(editor, "Save")

    # The second editor publishes to members only; the first approves.
    second = cast.signed_in(SECOND)
    second.goto(f"/en/associations/{place.association}/publish/")
    second.fill("[name=subject]", subject)
    second.fill("[name=message]", "Dear colleagues,\n\nthe ferry tariff changes in March.")
    press(second, "Send for approval")
    assert "404" not in second.title()
    editor.goto("/en/desk/")
    waiting = editor.locator("li", has_text=subject)
    click(waiting.get_by_role("link").first)
    press(editor, "Approve and send it")

    # She finds it by search, in her feed and in the morning's digest.
    def found() -> str | None:
        text = text_of(ines, f"/en/search/?q={subject.replace(' ', '+')}")
        return text if subject in text else None

    wait_for(found, "the newsletter in search")
    ines.goto("/en/my-feed/")
    press(ines, "Make my address")
    feed = ines.locator("code.secret").inner_text()
    assert subject in anybody.request.get(feed).text()
    demo_site.manage("shell", "--no-imports", "-c", IN_THE_MORNING)
    assert mail_to(anybody, officer, subject), "the morning's digest has it"

    # A member of another association finds no trace of it.
    stranger = cast.signed_in(OF_ANOTHER)
    ines.goto(f"/en/search/?q={subject.replace(' ', '+')}")
    address = ines.get_by_role("link", name=subject).first.get_attribute("href")
    assert stranger.goto(address).status == 404
    for look in (
        f"/en/search/?q={subject.replace(' ', '+')}",
        f"{place.space}news/",
        f"/en/associations/{place.association}/feed.atom",
        "/en/library/feed.atom",
        "/sitemap.xml",
        "/en/notices/",
        "/en/desk/",
    ):
        body = stranger.request.get(look).text().replace(f'value="{subject}"', "")
        assert "ferry tariff changes" not in body
        assert subject not in re.sub(r"<title>.*?</title>", "", body) or "search" in look
    hits = stranger.request.get(f"/en/search/?q={subject.replace(' ', '+')}").text()
    assert address not in hits
    assert mail_to(anybody, OF_ANOTHER, subject) is None

    # She begins a draft, leaves, and what hung on her is handed over.
    ines.goto("/en/write/snapshot/")
    fields = {"title": f"Two ferries {tail}", "place": "Kasembe", "problem": "Queues.", "done": "x"}
    for name, value in fields.items():
        ines.fill(f"[name={name}]", value)
    press(ines, "Save as a draft")
    demo_site.manage("shell", "--no-imports", "-c", A_MONTH_GOES_BY % officer)
    ines.goto("/en/leaving/")
    click(ines.get_by_role("link", name=re.compile("I leave")).first)
    ines.check("[name=when][value=at-once]")
    press(ines, "End this post")
    for box in ines.locator("[name=things]").all():
        box.check()
    ines.select_option("[name=to]", "back")
    press(ines, "Hand over what is ticked")
    assert "All is handed over" in ines.locator("main").inner_text()
    assert ines.goto(address).status == 404
    assert address not in ines.request.get(f"/en/search/?q={subject.replace(' ', '+')}").text()
    after = anybody.request.get(feed)
    assert after.status == 404 or subject not in after.text()
