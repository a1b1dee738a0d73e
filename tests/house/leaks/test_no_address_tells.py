"""Nobody learns what they may not know, whatever they ask for: titles, words, counts, names.

Canaries stand in every place of a text (tests/house/canaries.py, tests/house/hidden/); each role
asks for everything (tests/house/crawler.py), sends every form it is shown (tests/house/forms.py),
and no answer may hold one that is closed to it.
"""

import logging
import re

import pytest

from partnerships.models import Partnership
from tests.house.crawler import browser_of, crawl
from tests.house.forms import Sender
from tests.house.leaks.shared import ROLES, TOLD, leaks_in, told, where_to_begin
from tests.house.tree import rooms

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MOST_LINKS = 250


def everything_told_to(planted, role):
    """What `role` asked, and what it was answered: addresses, links, and forms on the way."""
    person = planted.world.persons[role]
    client = browser_of(person)
    sender = Sender(client, begins=min(planted.closed_to(role))[:7])
    for address, status, text in crawl(client, where_to_begin(planted, role), most=MOST_LINKS):
        yield address, text
        if status == 200:
            yield from sender.send_all(address, text)


@pytest.mark.parametrize("role", ROLES)
def test_l01_l38_no_address_tells_a_role_what_is_closed_to_it(planted, role, caplog, one_count):
    for logger in (*rooms(), "django.request"):
        caplog.set_level(logging.DEBUG, logger=logger)
    closed, leaks = planted.closed_to(role), {}
    for asked, text in everything_told_to(planted, role):
        if asked.startswith(TOLD.get(role, ())):
            continue
        found = leaks_in(asked, text, closed)
        if found:
            leaks[asked] = found
    assert not leaks, told(planted, leaks)
    # A log names addresses as they were asked for, and nothing that stands behind them.
    assert not leaks_in("", re.sub(r"/\S*", "", caplog.text), closed)


def test_control_a_page_that_tells_one_canary_is_found(planted):
    """As if somebody had forgotten to ask who may read: one closed summary, in an open one."""
    word = planted.find("partnership", "summary")
    opened = Partnership.objects.get(pk=planted.world.things["partnership_id"])
    Partnership.objects.filter(pk=opened.pk).update(summary=f"Of {word}")
    closed = planted.closed_to("visitor")
    found = [
        asked
        for asked, text in everything_told_to(planted, "visitor")
        if leaks_in(asked, text, closed)
    ]
    assert any(f"/partnerships/{opened.pk}" in asked for asked in found)
    assert any(asked.startswith("/api/v1/") for asked in found)
