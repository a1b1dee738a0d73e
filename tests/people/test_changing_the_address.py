"""Another address counts when its mailbox was opened; the one until now is told."""

import re

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import PASSWORD, PersonFactory, do_waiting_work, sign_in
from tests.people.cost import COUNTING, seen_by

pytestmark = pytest.mark.django_db

WANTED = "odette@lake.example"


@pytest.fixture
def odette():
    return PersonFactory(name="Odette Marsh", email="odette-marsh@towns.example")


def ask(client, address=WANTED, password=PASSWORD):
    return client.post(reverse("account_email"), {"email": address, "password": password})


def link_in_the_mail():
    do_waiting_work()
    return re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)[1]


def test_one_asks_opens_the_link_and_signs_in_with_the_new_address(odette):
    client = sign_in(odette)
    page = client.get(ask(client)["Location"]).content.decode()
    assert f"A link is on its way to {WANTED}." in page
    link = link_in_the_mail()
    assert mail.outbox[-1].to == [WANTED]
    odette.refresh_from_db()
    assert odette.email == "odette-marsh@towns.example"
    # In whatever browser the mail is read, without signing in; looking changes nothing.
    reader = Client()
    assert "<button" in reader.get(link).content.decode()
    odette.refresh_from_db()
    assert odette.email == "odette-marsh@towns.example"
    assert WANTED in reader.post(link).content.decode()
    door = reverse("account_login")
    assert reader.post(door, {"login": WANTED, "password": PASSWORD}).status_code == 302
    before = Client().post(door, {"login": "odette-marsh@towns.example", "password": PASSWORD})
    assert before.status_code == 200


def test_the_address_until_now_is_told(odette):
    ask(sign_in(odette))
    Client().post(link_in_the_mail())
    do_waiting_work()
    letter = mail.outbox[-1]
    assert letter.subject == "Your account has another address"
    assert letter.to == ["odette-marsh@towns.example"]
    assert WANTED in letter.body


def test_a_wrong_password_changes_nothing_and_keeps_what_was_typed(odette):
    page = ask(sign_in(odette), password="wrong wrong wrong").content.decode()
    assert "This is not your password." in page
    assert f'value="{WANTED}"' in page
    do_waiting_work()
    assert mail.outbox == []


@pytest.mark.parametrize("address", ["", "no address", "odette-marsh@TOWNS.example"])
def test_what_is_no_new_address_is_named(odette, address):
    answer = ask(sign_in(odette), address)
    assert answer.status_code == 200
    assert 'class="to-mend"' in answer.content.decode()


def test_s01_an_address_that_somebody_has_is_answered_like_any(odette, settings):
    settings.PASSWORD_HASHERS = [COUNTING]
    odette.set_password(PASSWORD)
    odette.save()
    bruno = PersonFactory(name="Bruno Sel", email="bruno@hills.example")
    client = sign_in(odette)

    def asked(address):
        return ask(client, address)

    with time_machine.travel(timezone.now(), tick=False):
        client.get(reverse("my_account"))
        seen = [seen_by(asked, address) for address in (bruno.email, "nobody@hill.example")]
    assert seen[0].status == 302
    assert len(seen[0].queries) == len(seen[1].queries)
    assert (seen[0].hashes, seen[0].tasks) == (seen[1].hashes, seen[1].tasks)
    do_waiting_work()
    taken, free = mail.outbox
    assert (taken.to, free.to) == ([bruno.email], ["nobody@hill.example"])
    assert "/account/email/" not in taken.body


def test_the_link_is_refused_when_used_when_old_and_when_the_account_has_changed(odette):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = sign_in(odette)
        ask(client)
        used = link_in_the_mail()
        ask(client, "o.marsh@lake.example")
        other = link_in_the_mail()
        Client().post(used)
        for link in (used, other):
            page = Client().post(link).content.decode()
            assert "This link has run out" in page
            assert reverse("account_email") in page
        ask(client, "marsh@lake.example")
        old = link_in_the_mail()
        clock.shift(3602)
        assert "This link has run out" in Client().get(old).content.decode()
    odette.refresh_from_db()
    assert odette.email == WANTED


def test_of_two_who_want_one_address_the_first_has_it(odette):
    bruno = PersonFactory(name="Bruno Sel", email="bruno@hills.example")
    ask(sign_in(odette))
    first = link_in_the_mail()
    ask(sign_in(bruno))
    second = link_in_the_mail()
    Client().post(first)
    assert "This link has run out" in Client().post(second).content.decode()
    bruno.refresh_from_db()
    assert bruno.email == "bruno@hills.example"


def test_five_mails_a_day_for_one_person(odette):
    client = sign_in(odette)
    given = [ask(client, f"odette-{number}@lake.example").status_code for number in range(6)]
    assert given == [302] * 5 + [429]
