"""Who may approve a newsletter is reminded on its day and after it, once each, while it waits."""

import datetime

import pytest
import time_machine
from django.core import mail

from notices.models import Notice
from people.models import Newsletter, Person
from people.publishing.actions import give_back
from people.publishing.kinds import WAITS
from people.reminding.tasks import look_at_days
from people.space.actions import change_space
from tests.factories import do_waiting_work, make_editor, make_officer
from tests.people.newsletters import make_cast_with_space, publish

pytestmark = pytest.mark.django_db
SENT_IN = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
DAYS = 5


@pytest.fixture
def clock():
    with time_machine.travel(SENT_IN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(clock):
    """Two of the lake towns' editors approve each other's."""
    cast = make_cast_with_space()
    make_editor(make_officer("Ruth Pike", cast.lake, "Editor"), cast.lake)
    change_space(
        by=cast.lena,
        association=cast.lake,
        colour="",
        is_approved_by_two=True,
        days_to_approve=DAYS,
    )
    return cast


def after_days(clock, number):
    """The worker's turn so many days after it was sent in, and again an hour later."""
    for hour in (0, 1):
        clock.move_to(SENT_IN + datetime.timedelta(days=number, hours=hour))
        look_at_days()
        do_waiting_work()


def told():
    rows = Notice.objects.filter(kind=WAITS.key).order_by("pk")
    return [(notice.person.name, notice.words.get("day")) for notice in rows]


def test_a_colleague_is_told_at_once_on_the_day_and_once_after_it(cast, clock):
    publish(cast.lena, cast.lake)
    for number in (0, DAYS - 1, DAYS, DAYS + 1, DAYS + 9):
        after_days(clock, number)
    assert told() == [("Ruth Pike", None), ("Ruth Pike", "due"), ("Ruth Pike", "late")]
    assert [one.subject for one in mail.outbox if "newsletter" in one.subject] == [
        "A newsletter waits for your approval",
        "A newsletter is to be approved by 6 March 2026",
        "A newsletter was to be approved by 6 March 2026, and still waits",
    ]


def test_what_waited_for_months_reminds_nobody(cast, clock):
    publish(cast.lena, cast.lake)
    after_days(clock, DAYS + 31)
    assert told() == [("Ruth Pike", None)]


def test_what_was_decided_reminds_nobody(cast, clock):
    publish(cast.lena, cast.lake)
    ruth = Person.objects.get(name="Ruth Pike")
    newsletter = Newsletter.objects.get()
    give_back(by=ruth, newsletter=newsletter, reason="Whose?", seen_at=newsletter.changed_at)
    after_days(clock, DAYS)
    assert told() == [("Ruth Pike", None)]
