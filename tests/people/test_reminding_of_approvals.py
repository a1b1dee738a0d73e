"""Those who may approve a text are reminded on its day and after it, once each, while it waits."""

import datetime

import pytest
import time_machine
from django.core import mail

from notices.actions import choose_frequencies
from notices.listing import entries_of
from notices.models import Notice
from notices.querysets import for_list, unread_count
from notices.tasks import look_at_mornings
from pages.audiences import set_audience
from people.actions import end_role
from people.arranging import lines_of_the_desk
from people.models import ClosedGroup, RoleGrant
from people.reminding.actions import remind_of_approvals
from people.reminding.kinds import APPROVAL_DUE
from people.reminding.tasks import look_at_days
from people.space.actions import change_space
from people.space.making import make_association_space
from tests.factories import do_waiting_work, make_cast, make_editor, make_news, make_officer
from tests.standing import standing

pytestmark = pytest.mark.django_db
SENT_IN = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
DAYS = 5


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(SENT_IN, tick=False) as traveller:
        yield traveller


def make_cast_of_two():
    """Two approve the news of the lake towns, from the day on which the tests begin."""
    with time_machine.travel(SENT_IN, tick=False):
        cast = make_cast()
        make_association_space(cast.lake, ["en"])
        set_approval(cast, by_two=True)
    return cast


cast = standing(make_cast_of_two)


@pytest.fixture
def ruth(cast):
    """A second editor of the lake towns."""
    ruth = make_officer("Ruth Pike", cast.lake, "Editor")
    make_editor(ruth, cast.lake)
    return ruth


def set_approval(cast, *, by_two):
    change_space(
        by=cast.lena,
        association=cast.lake,
        colour="",
        is_approved_by_two=by_two,
        days_to_approve=DAYS,
    )


def sent_in(cast, **fields):
    news = make_news(cast.lake, live=False, owner=cast.lena, **fields)
    news.save_revision(user=cast.lena)
    news.get_workflow().start(news, cast.lena)
    return news


def step_of(news):
    return news.current_workflow_task_state


def after_days(clock, number):
    """The worker's turn `number` days after a text was sent in, and again an hour later."""
    for hour in (0, 1):
        clock.move_to(SENT_IN + datetime.timedelta(days=number, hours=hour))
        look_at_days()
        do_waiting_work()


def reminders(**of):
    rows = Notice.objects.filter(kind=APPROVAL_DUE.key, **of).order_by("pk")
    return [(notice.person.name, notice.words["day"]) for notice in rows]


def mails_of(person):
    return [one for one in mail.outbox if one.to == [person.email] and "approved by" in one.subject]


def test_nobody_is_reminded_before_the_day(cast, ruth, clock):
    sent_in(cast)
    after_days(clock, DAYS - 1)
    assert reminders() == []


def test_a_second_person_is_reminded_on_the_day_and_once_after_it(cast, ruth, clock):
    sent_in(cast, title="The grant circular")
    after_days(clock, DAYS)
    assert reminders() == [("Ruth Pike", "due")]
    for number in (DAYS + 1, DAYS + 2, DAYS + 9):
        after_days(clock, number)
    assert reminders() == [("Ruth Pike", "due"), ("Ruth Pike", "late")]
    on_the_day, after_it = mails_of(ruth)
    assert on_the_day.subject == "A text is to be approved by 6 March 2026"
    assert after_it.subject == "A text was to be approved by 6 March 2026, and still waits"
    assert "circular" not in f"{on_the_day.body}{after_it.body}"


def test_a_worker_that_was_away_on_the_day_tells_that_it_has_passed(cast, ruth, clock):
    sent_in(cast)
    after_days(clock, DAYS + 3)
    assert reminders() == [("Ruth Pike", "late")]


def test_what_waited_for_months_reminds_nobody(cast, ruth, clock):
    sent_in(cast)
    after_days(clock, DAYS + 31)
    assert reminders() == []


@pytest.mark.parametrize("decide", ["approve", "reject"])
def test_what_is_decided_reminds_nobody(cast, ruth, clock, decide):
    news = sent_in(cast)
    step = step_of(news)
    step.task.specific.on_action(step, ruth, decide)
    after_days(clock, DAYS + 1)
    assert reminders() == []


def test_what_is_withdrawn_reminds_nobody(cast, ruth, clock):
    sent_in(cast).current_workflow_state.cancel(user=cast.lena)
    after_days(clock, DAYS + 1)
    assert reminders() == []


def test_what_is_decided_before_the_mail_leaves_is_neither_mailed_nor_shown(cast, ruth, clock):
    news = sent_in(cast)
    clock.move_to(SENT_IN + datetime.timedelta(days=DAYS))
    remind_of_approvals()
    assert shown_to(ruth)
    step = step_of(news)
    step.task.specific.on_action(step, ruth, "approve")
    do_waiting_work()
    assert mails_of(ruth) == []
    assert not shown_to(ruth)


def test_what_is_sent_in_again_has_a_day_of_its_own(cast, ruth, clock):
    news = sent_in(cast)
    after_days(clock, DAYS)
    step = step_of(news)
    step.task.specific.on_action(step, ruth, "reject")
    news.current_workflow_state.resume(user=cast.lena)
    after_days(clock, DAYS + 1)
    assert len(reminders()) == 1
    after_days(clock, DAYS + DAYS)
    assert reminders() == [("Ruth Pike", "due"), ("Ruth Pike", "due")]


def test_r5_who_lost_the_role_is_not_reminded(cast, ruth, clock):
    sent_in(cast)
    end_role(by=None, grant=RoleGrant.objects.get(person=ruth))
    after_days(clock, DAYS)
    # Nobody else edits now, so that whoever asked may approve alone (R12).
    assert reminders() == [("Lena Brook", "due")]


def test_r5_who_loses_the_role_before_the_mail_leaves_gets_none(cast, ruth, clock):
    sent_in(cast)
    clock.move_to(SENT_IN + datetime.timedelta(days=DAYS))
    remind_of_approvals()
    end_role(by=None, grant=RoleGrant.objects.get(person=ruth))
    do_waiting_work()
    assert mails_of(ruth) == []
    assert not shown_to(ruth)


def test_no_editor_of_another_association_is_reminded(cast, ruth, clock):
    sent_in(cast)
    after_days(clock, DAYS + 1)
    assert reminders(person=cast.yara) == []


def test_what_is_closed_to_an_editor_is_not_told_to_them(cast, ruth, clock):
    news = sent_in(cast)
    circle = ClosedGroup.objects.create(name="Board", association=cast.lake)
    set_audience(news.translation_key, f"group:{circle.pk}")
    after_days(clock, DAYS)
    assert mails_of(ruth) == []
    assert not shown_to(ruth)
    assert unread_count(ruth) == 0


def test_who_wants_it_in_a_digest_gets_it_in_the_morning(cast, ruth, clock):
    choose_frequencies(by=ruth, chosen={APPROVAL_DUE.key: "daily"})
    sent_in(cast)
    after_days(clock, DAYS)
    assert mails_of(ruth) == []
    clock.move_to(SENT_IN + datetime.timedelta(days=DAYS + 1))
    look_at_mornings()
    do_waiting_work()
    (digest,) = [one for one in mail.outbox if one.to == [ruth.email]][-1:]
    assert "A text is to be approved by 6 March 2026" in digest.body


def test_who_wants_none_gets_no_mail(cast, ruth, clock):
    choose_frequencies(by=ruth, chosen={APPROVAL_DUE.key: "never"})
    sent_in(cast)
    after_days(clock, DAYS + 1)
    assert mails_of(ruth) == []
    assert reminders() == [("Ruth Pike", "late")]


def test_the_desk_asks_nobody_for_what_they_sent_in_themselves(cast, ruth, clock):
    sent_in(cast, title="The grant circular")
    assert "The grant circular" in [line.title for line in lines_of_the_desk(ruth)]
    assert "The grant circular" not in [line.title for line in lines_of_the_desk(cast.lena)]


def shown_to(person):
    """Reminders in the list of notices, for the person as the next request has them."""
    person = type(person).objects.get(pk=person.pk)
    rows = for_list(person)
    return entries_of(person, rows.filter(kind=APPROVAL_DUE.key))
