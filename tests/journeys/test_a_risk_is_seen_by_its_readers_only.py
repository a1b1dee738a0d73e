"""Somebody leaves, and the coordinator finds a risk; another is for one named reader, and the
association, the programme, a controller, the administrator and a stranger find nothing of it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.cast import PASSWORD, Cast, click, fill, mail_to, press, text_of, wait_for
from tests.journeys.demo import DemoSite

COORDINATES, READS = (
    "joseph-kabwata@kasembe.example",
    "rosalia-quispe-arce@villa-quirosa.example",
)
# Edits for the association of Kasembe, which is a partner itself.
EDITS = "daniel-sikota@copperline.example"
# Whom the risk is hidden from: the editor, the programme, a controller, the administrator, and
# somebody from elsewhere.
CONTROLS = "nadia-lafraoui@plain-communes.example"
PROGRAMME = "marijke-doornveld@neighbour-towns.example"
ADMINISTERS = "tobias-haverkate@neighbour-towns.example"
HIDDEN_FROM = (
    EDITS,
    PROGRAMME,
    CONTROLS,
    ADMINISTERS,
    "peter-lungwangwa@lubanda.example",
)
KIND = {True: ("corruption", "Corruption"), False: ("security", "Personal security")}
# Dedicated staff of Kasembe in the baseline of that day, and a controller.
COMES = """
import datetime
from django.utils import timezone
from partnerships.models import Baseline, DedicatedStaff, Partnership
from partnerships.roles import CONTROLLER, give
from people.models import Appointment, Organisation, Person
town = Organisation.objects.get(name="Kasembe")
one = Partnership.objects.get(title__startswith="A fee by the day")
person = Person.objects.create_user(%r, name=%r, password=%r)
Appointment.objects.create(
    person=person, organisation=town, post="Fee clerk", level="specialist",
    from_on=datetime.date(2024, 1, 1),
)
said = {
    name: value
    for score in ("commitment", "staffing", "performance")
    for name, value in ((score, 3), (score + "_evidence", "The minutes."))
}
on = timezone.localdate() - datetime.timedelta(days=%d)
made = Baseline.objects.create(
    partnership=one, about=town, by_organisation=town, on=on, **said
)
DedicatedStaff.objects.create(baseline=made, person=person, hours=8)
give(CONTROLLER, by=None, person=Person.objects.get(email=%r), partnership=one)
print(one.pk, town.pk)
"""
# What the worker does once a day is due now.
A_DAY_GOES_BY = """
from django.utils import timezone
from pages.models import ChoreTurn
ChoreTurn.objects.filter(name="partnerships: risks").update(due_at=timezone.now())
"""
NOTED = """
import json
from partnerships.models import Risk
from people.audit import name_of
from people.models import AuditEntry
risk = Risk.objects.get(pk=%r)
rows = AuditEntry.objects.filter(thing=name_of(risk)).order_by("pk")
print(json.dumps([
    [one.act, one.by.email, one.is_sensitive, one.thing + one.reason] for one in rows
]))
"""


@dataclass(frozen=True)
class Secret:
    """What must be found nowhere: the words of the risk, and the number in its address."""

    words: tuple[str, str]
    number: str

    def is_in(self, said: str) -> bool:
        return any(one in said for one in (*self.words, self.number))


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_risk_is_raised_and_another_is_read_by_who_is_named(
    browser: Browser, demo_site: DemoSite, has_scripts: bool
):
    cast = Cast(browser, demo_site, has_scripts)
    tail = "scripts" if has_scripts else "plain"
    leaver = f"Agnes Zulu {tail}"
    born = (f"agnes-{tail}@kasembe.example", leaver, PASSWORD, 3 + has_scripts, CONTROLS)
    one, town = demo_site.manage("shell", "--no-imports", "-c", COMES % born).split()
    coordinator, editor = cast.signed_in(COORDINATES), cast.signed_in(EDITS)

    # The association enters that she has left; a day later the site says what that is.
    editor.goto(f"/en/organisations/{town}/people/")
    click(editor.get_by_role("link", name=re.compile(rf"End this post\s*: {leaver}")))
    editor.check("main [name=when][value=at-once]")
    press(editor, "End this post")
    expect(editor.locator("body")).to_contain_text("Kept.")
    demo_site.manage("shell", "--no-imports", "-c", A_DAY_GOES_BY)
    risks = f"/en/partnerships/{one}/risks/"
    raised = wait_for(lambda: _newest_turnover(coordinator, risks, has_scripts), "the risk")
    assert "A record needs your attention" in text_of(coordinator, "/en/desk/")
    click(coordinator.get_by_role("link", name=re.compile("Look at it.*A record needs")))
    expect(coordinator.get_by_role("heading", name="Risks")).to_be_visible()
    said = text_of(coordinator, raised)
    assert "Somebody who worked for this partnership leaves Kasembe." in said
    assert leaver not in said

    # He writes down another, and names one who reads it.
    kind, label = KIND[has_scripts]
    words = (f"The zqcashier{tail} keeps two books.", f"Ask zqauditor{tail} from elsewhere.")
    coordinator.goto(f"{risks}new/")
    coordinator.select_option("main [name=kind]", kind)
    coordinator.check("main [name=is_confidential]")
    fill(coordinator, words=words[0], measure=words[1])
    click(coordinator.locator("main .form button").last)
    expect(coordinator.locator("body")).to_contain_text("Written down.")
    click(coordinator.get_by_role("link", name=label))
    expect(coordinator.locator("main")).to_contain_text("For named readers alone.")
    address = coordinator.url
    secret = Secret(words, address.rstrip("/").rsplit("/", 1)[-1])
    coordinator.goto(f"{address}readers/")
    coordinator.select_option("main [name=person]", label="Rosalía Quispe Arce")
    press(coordinator, "Name as reader")
    coordinator.wait_for_url(f"**{risks}")

    # She has a mail that names nothing, and reads it.
    letter = wait_for(lambda: mail_to(cast.visitor(), READS, secret.number), "the mail")
    # In her language.
    assert "Un registro requiere su atención" in letter
    assert not any(word in letter for word in (*words, label, "Joseph"))
    reader = cast.signed_in(READS)
    said = text_of(reader, address)
    assert words[0] in said
    assert words[1] in said

    # Nobody else does: not there, and at no other place.
    for email in HIDDEN_FROM:
        _finds_nothing(cast.signed_in(email), secret, address, one, email)
    stranger = cast.visitor()
    stranger.goto(address)
    assert "/account/login/" in stranger.url
    assert not secret.is_in(stranger.url + stranger.content())
    mails = cast.visitor()
    mails.goto("/demo/mailbox/")
    for mail in mails.locator("main li").all():
        told = mail.inner_text()
        assert not any(word in told for word in words)
        assert secret.number not in told or READS in told

    # The administrator asks for it by its number, and reads it once the programme has allowed it.
    administrator, second = cast.signed_in(ADMINISTERS), cast.signed_in(PROGRAMME)
    administrator.goto("/en/records/exceptions/")
    fill(administrator, reference=secret.number, reason=f"Order 12 of a court, {tail}")
    press(administrator, "Ask for it")
    expect(administrator.locator("main")).to_contain_text("Waits for a second person")
    asked = administrator.url
    assert secret.number not in asked
    second.goto(asked)
    press(second, "Allow it")
    expect(second.locator("body")).to_contain_text("Decided.")
    administrator.goto(asked)
    press(administrator, "Open the record")
    expect(administrator.locator("main")).to_contain_text(words[0])
    administrator.goto(asked)
    press(administrator, "I need it no longer")
    administrator.wait_for_url("**/records/exceptions/")
    assert f"Order 12 of a court, {tail}" in text_of(reader, address)

    # That it was opened, and by whom, is noted without its words, and nothing of who was refused.
    noted = json.loads(demo_site.manage("shell", "--no-imports", "-c", NOTED % secret.number))
    assert ["partnerships.risk-read", READS] in [entry[:2] for entry in noted]
    assert ["people.opened-by-exception", ADMINISTERS] in [entry[:2] for entry in noted]
    assert {entry[1] for entry in noted} == {COORDINATES, READS, ADMINISTERS}
    for _act, _by, is_sensitive, told in noted:
        assert is_sensitive
        assert not secret.is_in(told)


def _newest_turnover(page: Page, risks: str, has_scripts: bool) -> str | None:
    """Where the risk of this run stands: each run has one person leave."""
    page.goto(risks)
    found = page.locator("main .line-list a", has_text="Staff turnover").all()
    addresses = [link.get_attribute("href") for link in found]
    fresh = [each for each in addresses if each not in _seen]
    if not fresh:
        return None
    _seen.update(fresh)
    return fresh[0]


_seen: set[str] = set()


def _finds_nothing(page: Page, secret: Secret, address: str, one: str, email: str) -> None:
    for door in ("", "edit/", "readers/"):
        answer = page.goto(f"{address}{door}")
        assert answer is not None
        assert answer.status == 404, f"{email} {door}"
        assert not any(word in page.content() for word in secret.words)
    places = [
        "/en/desk/",
        "/en/notices/",
        "/en/log/",
        "/en/partnerships/",
        "/en/partnerships/risks/",
        f"/en/partnerships/{one}/",
        f"/en/partnerships/{one}/risks/",
        "/en/partnerships/list.csv",
        "/en/partnerships/list.xlsx",
        "/en/partnerships/learnt.atom",
        "/sitemap.xml",
        "/cms/",
        "/cms/reports/",
        "/cms/reports/site-history/",
        "/cms/pages/search/?q=zq",
    ]
    for place in places:
        answer = page.request.get(place)
        assert not secret.is_in(answer.text() if "xlsx" not in place else ""), f"{email} {place}"
    # Search says again what one looks for, and no more.
    for word in (*secret.words, secret.number):
        said = text_of(page, f"/en/search/?q={word}")
        assert "/partnerships/risks/" not in page.content()
        assert not any(other in said for other in (*secret.words, secret.number) if other != word)
