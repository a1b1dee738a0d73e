"""A trainer is trained and trains two towns; one who was there trains a third; duties follow.

One list is pasted, one typed on a phone; who leaves is left out of the net figure; a duty is kept
by a training, one is waived; a certificate verifies and is revoked.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.journeys.cast import Cast, click, day, fill, press, text_of
from tests.journeys.demo import DemoSite
from tests.journeys.trainings import enter_known, enter_training, make_lead, type_one

TEACHES, CARRIES_ON = "thandiwe-mulenga@kasembe.example", "peter-lungwangwa@lubanda.example"
EDITS = "daniel-sikota@copperline.example"
# Sees figures to the last person.
COUNTS = "marijke-doornveld@neighbour-towns.example"
# Of each journey its own: who is called alike in both would be asked about.
TOWN_ONE = {
    True: ["Abel Ngoma", "Brenda Sakala", "Cosmas Lubinda", "Dorcas Mweemba"],
    False: ["Harriet Kaluba", "Isaac Nyambe", "Joyce Simwinga", "Kelvin Mutonga"],
}
TOWN_TWO = {True: ["Eunice Zulu", "Felix Hamoonga"], False: ["Lydia Chisenga", "Martin Sitali"]}
TOWN_THREE = {True: "Gift Daka", False: "Ronald Muyunda"}
AUTHOR = {True: "Patricia Ng’andu", False: "Stephen Kasolo"}
LEAVES = """
from training.models import FollowUp, Participation
row = Participation.objects.get(event__title=%r, person__name=%r)
FollowUp.objects.create(
    participation=row, months=3, whom="supervisor", uses_it=False, has_left=True,
    answered_at=row.entered_at,
)
"""

DUTY_OF = """
from training.models import Duty
print(Duty.objects.get(person__name=%r).pk)
"""


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_training_travels_to_a_third_town(
    browser: Browser, demo_site: DemoSite, has_scripts: bool
):
    cast = Cast(browser, demo_site, has_scripts)
    tail = "with scripts" if has_scripts else "without scripts"
    teacher, carrier, editor = (cast.signed_in(one) for one in (TEACHES, CARRIES_ON, EDITS))

    # A course and its edition.
    teacher.goto("/en/courses/new/")
    fill(teacher, name=f"Weighing carts, {tail}")
    teacher.locator("main [name=organisation]").select_option(index=1)
    press(teacher, "Keep it")
    fill(teacher, label="1st edition", from_on=day(-400))
    press(teacher, "Keep it")
    course = re.sub(r"^https?://[^/]+", "", teacher.url)

    # The trainer is trained: the editor enters that, with her as a participant.
    first = f"For trainers, {tail}"
    enter_training(editor, course, first, 300)
    type_one(editor, AUTHOR[has_scripts], role="lead")
    enter_known(editor, "Thandiwe Mulenga")
    assert "Thandiwe Mulenga" in editor.locator("main").inner_text()

    # She trains two towns. One list is pasted …
    second = f"In the first town, {tail}"
    listing = enter_training(teacher, course, second, 200)
    enter_known(teacher, "Thandiwe Mulenga")
    make_lead(teacher, "Thandiwe Mulenga")
    click(teacher.get_by_role("link", name="Paste a list"))
    names = TOWN_ONE[has_scripts]
    lines = ["Name,Organisation", *(f"{name},Kasembe" for name in names), "Nobody,Nowhere at all"]
    teacher.fill("main [name=lines]", "\n".join(lines))
    press(teacher, "Show what is in it")
    assert "1 row needs mending" in teacher.locator("main").inner_text()
    press(teacher, "Keep the good rows")
    enter_known(teacher, "Peter Lungwangwa")
    assert names[0] in text_of(teacher, listing)

    # … and one typed on a phone.
    enter_training(teacher, course, f"In the second town, {tail}", 190)
    enter_known(teacher, "Thandiwe Mulenga")
    make_lead(teacher, "Thandiwe Mulenga")
    for name in TOWN_TWO[has_scripts]:
        type_one(teacher, name, organisation="Mwinga")

    # One of those who were there trains a third.
    third = enter_training(carrier, course, f"In the third town, {tail}", 90)
    enter_known(carrier, "Peter Lungwangwa")
    make_lead(carrier, "Peter Lungwangwa")
    type_one(carrier, TOWN_THREE[has_scripts], organisation="Lubanda")

    # The tree says how it travelled.
    programme = cast.signed_in(COUNTS)
    programme.goto(course)
    click(programme.get_by_role("link", name="How far it travelled"))
    cascade = programme.url
    said = programme.locator("main").inner_text()
    for title in (first, second, f"In the second town, {tail}", f"In the third town, {tail}"):
        assert title in said
    # Four in the first town and Peter, two in the second, one in the third, and she herself.
    before = programme.locator("main").inner_text()

    # Somebody leaves, and the net figure follows.
    demo_site.manage("shell", "--no-imports", "-c", LEAVES % (second, names[0]))
    assert text_of(programme, cascade) != before

    # A certificate: issued, verified by anybody, revoked.
    carrier.goto(third)
    click(carrier.get_by_role("link", name="Issue certificates"))
    press(carrier, "Issue them")
    click(carrier.get_by_role("link", name="Valid").first)
    certificate = carrier.url
    verify = carrier.locator("main a[href*='/verify/']").get_attribute("href")
    visitor = cast.visitor()
    path = re.sub(r"^https?://[^/]+", "", verify or "")
    assert "This certificate is valid" in text_of(visitor, path)
    carrier.goto(certificate)
    click(carrier.get_by_role("link", name="Revoke it"))
    fill(carrier, why="Entered twice")
    press(carrier, "Revoke it")
    assert "This certificate was revoked" in text_of(visitor, path)

    # What he learnt opened a duty; the training he gave later keeps it once another says so.
    carrier.goto("/en/duties/")
    click(carrier.get_by_role("link", name=second))
    click(carrier.get_by_role("link", name="Choose what you did"))
    carrier.get_by_label(re.compile(f"In the third town, {tail}")).check()
    press(carrier, "Offer it")
    editor.goto("/en/duties/")
    click(editor.locator("main a[href*='/duties/evidence/']").last)
    assert f"In the third town, {tail}" in editor.locator("main").inner_text()
    press(editor, "Yes, it counts")
    carrier.goto("/en/duties/")
    click(carrier.get_by_role("link", name=second))
    assert "Kept" in carrier.locator("main .kind").inner_text()

    # One of those who were trained is let off, for a reason.
    duty = demo_site.manage("shell", "--no-imports", "-c", DUTY_OF % names[1]).strip()
    editor.goto(f"/en/duties/{duty}/")
    click(editor.get_by_role("link", name="Waive it"))
    fill(editor, reason="She is on leave for two years.")
    click(editor.locator("main form button").last)
    assert "She is on leave" in text_of(editor, f"/en/duties/{duty}/")
