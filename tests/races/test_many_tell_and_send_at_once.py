"""C07: the same thing is told, gathered and sent by many at the same moment, and arrives once."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from notices import outbox
from notices.actions import post, tell
from notices.digests import gather
from notices.kinds import Frequency, Kind, Wording, kinds
from notices.models import Mail, Notice
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60
TIMES = 8


def kind(frequency):
    return Kind(
        key=f"carts {frequency}",
        label="Carts",
        sentence="You look after carts.",
        default=frequency,
        may_still=lambda person, notice: True,
        write=lambda person, notice: Wording(notice.once),
    )


@pytest.fixture
def odette(transactional_db, monkeypatch):
    ours = [kind(Frequency.AT_ONCE), kind(Frequency.DAILY)]
    monkeypatch.setattr(kinds, "_entries", ours)
    return PersonFactory(name="Odette Marsh")


def all_at_once(act):
    start = threading.Barrier(TIMES)
    faults = []

    def run():
        try:
            start.wait(PATIENCE)
            act()
        except Exception as fault:  # noqa: BLE001 - told to the test's own thread
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert faults == []


def test_one_notice_and_one_mail(odette):
    at_once, _daily = kinds
    all_at_once(lambda: tell(at_once, [odette], once="1"))
    all_at_once(outbox.send_due)
    assert Notice.objects.count() == 1
    assert [letter.subject for letter in mail.outbox] == ["1"]


def test_one_digest_with_each_notice_once(odette):
    _at_once, daily = kinds
    for number in range(20):
        tell(daily, [odette], once=f"thing {number}.")
    Notice.objects.update(told_at=timezone.now() - timedelta(days=2))
    all_at_once(gather)
    all_at_once(outbox.send_due)
    (letter,) = mail.outbox
    for number in range(20):
        assert letter.body.count(f"- thing {number}.") == 1


def test_each_letter_is_sent_once_in_the_order_it_was_written(odette):
    for number in range(40):
        post(person=odette, subject=f"{number:02}", text="How many carts?")
    # Who finds the oldest taken by another has nothing to do.
    while Mail.objects.filter(state=Mail.State.QUEUED).exists():
        all_at_once(outbox.send_due)
    assert [letter.subject for letter in mail.outbox] == [f"{number:02}" for number in range(40)]
