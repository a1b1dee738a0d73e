"""Mails name nothing that their reader may not open."""

import uuid

import pytest
from django.core import mail
from django.urls import reverse

from learning.actions import send_for_approval
from tests.factories import PASSWORD, do_waiting_work
from tests.house.crawler import browser_of
from tests.house.leaks.shared import leaks_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_2c_mails_name_nothing_that_their_reader_may_not_open(planted):
    """An editor of Y answers for a text of X; drafts are sent in; all were told of everything."""
    persons, pages = planted.world.persons, planted.pages
    page = pages["of X"]
    page.contact_person, page.contact_post = persons["editor of Y"], ""
    page.save()
    # Who has no account is not asked.
    persons["editor of Y"].set_password(PASSWORD)
    persons["editor of Y"].save()
    asking = browser_of(persons["member of X"])
    question = {"question": "How many carts?", "key": uuid.uuid4()}
    assert asking.post(reverse("contact", args=[page.pk]), question).status_code == 302
    send_for_approval(by=persons["administrator"], item=pages["draft"])
    do_waiting_work()
    assert len(mail.outbox) > 20
    roles = {person.email: role for role, person in persons.items() if person}
    assert [one for one in mail.outbox if one.alternatives], "with an entry for a calendar"
    for one in mail.outbox:
        closed = planted.closed_to(roles[one.to[0]])
        # A draft's title is for the page, whoever the mail is for.
        closed |= {planted.find("draft", "title")}
        # What two said to each other is for the page as well: not even theirs names it.
        closed |= {one.word for one in planted.all if "coaching" in one.plant}
        closed |= {one.word for one in planted.all if one.place == "private note"}
        closed |= {one.word for one in planted.all if one.plant.startswith("risk_")}
        said = f"{one.subject} {one.body} {one.extra_headers} {one.alternatives}"
        assert not leaks_in("", said, closed), one.to
