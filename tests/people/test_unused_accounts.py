"""Accounts that nobody uses are asked about after two years, and deleted half a year later."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from people.models import Erasure, SignIn
from people.own_data.tasks import (
    ask_owners_of_unused_accounts,
    forget_what_is_past_its_time,
    leave_tasks_for_erasures,
)
from tests.factories import PersonFactory, do_waiting_work, sign_in

pytestmark = pytest.mark.django_db
TWO_YEARS = datetime.timedelta(days=731)
HALF_A_YEAR = datetime.timedelta(days=184)


@pytest.fixture
def ada():
    return PersonFactory(name="Ada Wells", email="ada@towns.example")


def look():
    ask_owners_of_unused_accounts.call()
    leave_tasks_for_erasures()
    do_waiting_work()


def test_its_owner_is_asked_once_and_the_account_goes_after_thirty_months(ada):
    asked_at = timezone.now() + TWO_YEARS
    with time_machine.travel(asked_at):
        look()
        look()
        assert [one.to for one in mail.outbox] == [["ada@towns.example"]]
        assert "two years" in mail.outbox[0].body
    with time_machine.travel(asked_at + datetime.timedelta(days=180)):
        look()
        ada.refresh_from_db()
        assert ada.is_active
    with time_machine.travel(asked_at + HALF_A_YEAR):
        look()
        ada.refresh_from_db()
        assert ada.is_former_member
    assert len(mail.outbox) == 1


def test_who_signs_in_keeps_it(ada):
    asked_at = timezone.now() + TWO_YEARS
    with time_machine.travel(asked_at):
        look()
    with time_machine.travel(asked_at + datetime.timedelta(days=100)):
        sign_in(ada)
    with time_machine.travel(asked_at + HALF_A_YEAR):
        leave_tasks_for_erasures()
        do_waiting_work()
        look()
    ada.refresh_from_db()
    assert ada.is_active
    assert Erasure.objects.get().taken_back_at is not None


def test_nobody_is_asked_before_nor_who_has_no_account():
    used = PersonFactory()
    PersonFactory(email=None)
    PersonFactory(password=None)
    PersonFactory(is_active=False)
    with time_machine.travel(timezone.now() + TWO_YEARS - datetime.timedelta(days=10)):
        look()
        assert not Erasure.objects.exists()
        sign_in(used)
    with time_machine.travel(timezone.now() + TWO_YEARS):
        look()
        assert not Erasure.objects.exists()


def test_the_only_administrator_is_asked_but_never_deleted():
    simon = PersonFactory(is_superuser=True)
    with time_machine.travel(timezone.now() + TWO_YEARS):
        look()
    with time_machine.travel(timezone.now() + TWO_YEARS + HALF_A_YEAR):
        look()
    simon.refresh_from_db()
    assert simon.is_active


def test_rows_go_when_their_time_is_over_and_one_fault_stops_no_other(ada, caplog, monkeypatch):
    with time_machine.travel(timezone.now() - datetime.timedelta(days=31)):
        SignIn.objects.create(person=ada, session_key="old")
    fresh = SignIn.objects.create(person=ada, session_key="new")
    forget_what_is_past_its_time.call()
    assert list(SignIn.objects.all()) == [fresh]
