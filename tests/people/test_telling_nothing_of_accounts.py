"""S01: whoever asks for an address learns nothing of whether somebody has it."""

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import PASSWORD, PersonFactory, do_waiting_work
from tests.people.cost import COUNTING, seen_by

pytestmark = pytest.mark.django_db

WRONG = "wrong wrong wrong"


@pytest.fixture(autouse=True)
def counting(settings):
    """Hashes are counted and the clock stands still, which answers name in their headers."""
    settings.PASSWORD_HASHERS = [COUNTING]
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture
def addresses():
    """Of somebody with an account; with one that is switched off; on record alone; of nobody.

    All of one length, since the address that was typed stands in the answer.
    """
    odette = PersonFactory(name="Odette Marsh", email="odette-marsh@towns.example")
    gone = PersonFactory(name="Pavel Hurst", email="pavel-hursts@towns.example", is_active=False)
    listed = PersonFactory(name="Ines Fell", email="ines-fell-00@towns.example", password=None)
    listed.set_unusable_password()
    listed.save()
    return [odette.email, gone.email, listed.email, "nobody-at-al@towns.example"]


def knock(address, password=WRONG):
    return Client().post(reverse("account_login"), {"login": address, "password": password})


def ask_for_link(address):
    return Client().post(reverse("account_reset_password"), {"email": address})


def test_s01_a_wrong_password_looks_and_costs_the_same_for_all(addresses):
    known, *others = [seen_by(knock, address) for address in addresses]
    assert known.status == 200
    assert "do not fit together" in known.body
    assert known.hashes == 1
    assert others == [known] * 3


def test_s01_the_right_password_of_an_account_that_is_switched_off_tells_nothing(addresses):
    off = seen_by(lambda address: knock(address, PASSWORD), addresses[1])
    assert off == seen_by(knock, addresses[-1])


def test_s01_the_door_that_is_shut_looks_and_costs_the_same_for_all(addresses):
    for address in addresses:
        for number in range(5):
            Client(REMOTE_ADDR=f"192.0.2.{number}").post(
                reverse("account_login"), {"login": address, "password": WRONG}
            )
    shut = [
        seen_by(
            lambda address: Client(REMOTE_ADDR="198.51.100.7").post(
                reverse("account_login"), {"login": address, "password": PASSWORD}
            ),
            address,
        )
        for address in addresses
    ]
    assert (shut[0].status, shut[0].hashes, len(shut[0].queries)) == (429, 0, 1)
    assert shut == [shut[0]] * 4


def test_s01_asking_for_a_new_password_looks_and_costs_the_same_for_all(addresses):
    known, *others = [seen_by(ask_for_link, address) for address in addresses]
    assert (known.status, known.hashes, known.mails) == (302, 0, 0)
    assert known.tasks == ("people.account.tasks.answer_reset_request",)
    assert others == [known] * 3


def test_s01_each_address_gets_one_mail_and_only_an_account_a_link(addresses):
    for address in addresses:
        ask_for_link(address)
    do_waiting_work()
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert sorted(letters) == sorted(addresses)
    assert len(mail.outbox) == 4
    assert ["/reset/key/" in letters[address] for address in addresses] == [
        *(True, False, False, False),
    ]


def test_s01_asking_too_often_for_a_link_looks_the_same_for_all(addresses):
    for address in addresses:
        for _ in range(2):
            ask_for_link(address)
    shut = [seen_by(ask_for_link, address) for address in addresses]
    assert (shut[0].status, shut[0].tasks) == (429, ())
    assert shut == [shut[0]] * 4


def test_s01_the_measure_sees_a_difference(addresses):
    right = seen_by(lambda address: knock(address, PASSWORD), addresses[0])
    wrong = seen_by(knock, addresses[0])
    assert right.queries != wrong.queries
    assert right.status != wrong.status
