"""C07: the same thing is told, gathered and sent by many at the same moment, and arrives once."""

from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.utils import timezone

from notices import outbox
from notices.actions import post, tell
from notices.digests import gather
from notices.kinds import Frequency, Kind, Wording, kinds
from notices.models import Mail, Notice
from tests.factories import PersonFactory
from tests.races.at_once import TIMES, at_once, faults

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_one_notice_and_one_mail(odette):
    immediately, _daily = kinds
    telling = partial(tell, immediately, [odette], once="1")
    assert not faults(at_once(*[telling] * TIMES))
    assert not faults(at_once(*[outbox.send_due] * TIMES))
    assert Notice.objects.count() == 1
    assert [letter.subject for letter in mail.outbox] == ["1"]


def test_one_digest_with_each_notice_once(odette):
    _immediately, daily = kinds
    for number in range(20):
        tell(daily, [odette], once=f"thing {number}.")
    Notice.objects.update(told_at=timezone.now() - timedelta(days=2))
    assert not faults(at_once(*[gather] * TIMES))
    assert not faults(at_once(*[outbox.send_due] * TIMES))
    (letter,) = mail.outbox
    for number in range(20):
        assert letter.body.count(f"- thing {number}.") == 1


def test_each_letter_is_sent_once_in_the_order_it_was_written(odette):
    for number in range(40):
        post(person=odette, subject=f"{number:02}", text="How many carts?")
    # Who finds the oldest taken by another has nothing to do.
    while Mail.objects.filter(state=Mail.State.QUEUED).exists():
        assert not faults(at_once(*[outbox.send_due] * TIMES))
    assert [letter.subject for letter in mail.outbox] == [f"{number:02}" for number in range(40)]
