"""A colleague works a week in the other town, as three have agreed."""

from __future__ import annotations

from tests.internships.making import PDF
from tests.journeys.cast import click, day, fill, press, text_of
from tests.journeys.one_lesson.world import World

# The week of the placement has passed, and with it a quarter since those two began to meet.
A_QUARTER_GOES_BY = """
import datetime
from django.db.models import F
from internships.models import Placement
from mentoring.models import Pair
from training.models import Duty
emails = %r
quarter = datetime.timedelta(days=100)
Placement.objects.filter(person__email__in=emails).update(
    starts_on=F("starts_on") - quarter, ends_on=F("ends_on") - quarter
)
Pair.objects.filter(mentee__email__in=emails).update(agreed_at=F("agreed_at") - quarter)
Duty.objects.filter(person__email__in=emails).update(
    opened_on=F("opened_on") - quarter, due_on=F("due_on") - quarter
)
"""


def a_colleague_is_placed(world: World) -> None:
    """Offered, applied for, decided, agreed by three; and what was seen is written down."""
    players = world.players
    host, guest, sender = (
        world.page_of(one) for one in (players.mentor, players.colleague, players.officer)
    )
    title = f"A week with two rounds, {world.tail}"
    host.goto("/en/placements/offers/new/")
    fill(host, title=title, department="Waste collection")
    host.select_option("main [name=host]", label=players.knows)
    host.select_option("main [name=supervisor]", label=players.mentor)
    fill(host, starts_on=day(20), ends_on=day(27), closes_on=day(10))
    press(host, "Keep it")
    press(host, "Publish it")

    guest.goto("/en/placements/")
    click(guest.get_by_role("link", name=title))
    click(guest.get_by_role("link", name="Apply"))
    fill(guest, letter="We begin with two rounds in May.")
    cv = {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": PDF}
    guest.set_input_files("main [name=cv]", cv)
    press(guest, "Send it in")
    application = guest.url
    sender.goto(application)
    press(sender, "Our organisation backs it")
    host.goto(application)
    assert "Backed by the organisation" in host.locator("main").inner_text()
    press(host, "Accept")

    guest.goto(application)
    click(guest.get_by_role("link", name="To the placement"))
    placement = guest.url
    click(guest.get_by_role("link", name="Write the agreement"))
    fill(guest, objectives="Draw our rounds.", activities="Walk both of theirs.")
    press(guest, "Keep it")
    press(guest, "Confirm it for the person")
    host.goto(placement)
    press(host, "Confirm it for the host")
    sender.goto(placement)
    press(sender, "Confirm it for the sending organisation")
    assert "Under way" in sender.locator("main").inner_text()

    both = [world.email_of(one) for one in (players.colleague, players.officer)]
    world.run(A_QUARTER_GOES_BY % both)
    guest.goto(placement)
    click(guest.get_by_role("link", name="Five lines about the week").first)
    fill(guest, did="Walked both rounds.", learnt=f"The second goes uphill, {world.tail}.")
    press(guest, "Keep it")
    click(guest.get_by_role("link", name="End this placement"))
    press(guest, "End it")
    assert f"The second goes uphill, {world.tail}." in text_of(host, placement)
    assert "You went on a placement" in text_of(guest, "/en/duties/")
