"""A newsletter goes out at its time, by the worker, to many, once."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notices.models import Notice
from people.models import NewsIndexPage, Newsletter, NewsletterPage
from people.publishing import sending
from people.publishing.tasks import send_newsletter
from people.states import NewsletterState
from tests.factories import do_waiting_work, make_officer, sign_in
from tests.people.newsletters import filled, join, make_cast_with_space, publish, sendings, told
from tests.standing import standing

pytestmark = pytest.mark.django_db


@standing
def cast():
    return make_cast_with_space()


def test_at_a_time_it_goes_out_then_and_not_before(cast):
    now = datetime.datetime(2026, 11, 26, 9, 0, tzinfo=datetime.UTC)
    cast.lena.time_zone = "Africa/Lusaka"
    cast.lena.save()
    with time_machine.travel(now, tick=False):
        publish(cast.lena, cast.lake, when="at-a-time", day="2026-11-30", hour="07:00")
        newsletter = Newsletter.objects.get()
        assert newsletter.send_at == datetime.datetime(2026, 11, 30, 5, 0, tzinfo=datetime.UTC)
        do_waiting_work()
        assert told() == set()
    with time_machine.travel(newsletter.send_at + datetime.timedelta(seconds=1), tick=False):
        do_waiting_work()
    assert told() == {cast.odette.pk, cast.lena.pk}


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        ("", "", "Say when it is to go out"),
        ("2026-11-20", "07:00", "This time has passed"),
        ("2099-01-01", "07:00", "Choose a day within a year"),
        ("soon", "07:00", "Enter a valid date"),
    ],
)
def test_a_time_that_cannot_be_is_named_and_nothing_is_kept(cast, day, hour, said):
    with time_machine.travel(datetime.datetime(2026, 11, 26, 9, tzinfo=datetime.UTC)):
        answer = publish(cast.lena, cast.lake, when="at-a-time", day=day, hour=hour)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert said in html
    assert "The grant circular" in html
    assert not Newsletter.objects.exists()


def test_the_request_costs_the_same_for_one_and_for_many_and_leaves_one_row_and_one_task(cast):
    def cost(key):
        browser = sign_in(cast.lena)
        with CaptureQueriesContext(connection) as asked:
            answer = browser.post(
                reverse("publish", args=[cast.lake.pk]), filled(cast.lake, key=key)
            )
        assert answer.status_code == 302
        return len(asked)

    cost("00000000-0000-4000-8000-000000000000")
    few = cost("11111111-1111-4111-8111-111111111111")
    join(cast.lake, 25)
    tasks = sendings()
    assert cost("22222222-2222-4222-8222-222222222222") == few <= 40
    assert sendings() == tasks + 1
    assert Newsletter.objects.count() == 3
    assert told() == set()


def test_a_worker_killed_between_batches_goes_on_and_tells_nobody_twice(cast, monkeypatch):
    join(cast.lake, 9)
    publish(cast.lena, cast.lake)
    newsletter = Newsletter.objects.get()
    monkeypatch.setattr(sending, "BATCH", 3)
    tell = sending.tell
    batches = []

    def die_in_the_third(*args, **more):
        tell(*args, **more)
        batches.append(args[1])
        if len(batches) == 3:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sending, "tell", die_in_the_third)
        with pytest.raises(KeyboardInterrupt):
            send_newsletter.call(newsletter_id=newsletter.pk)
    newsletter.refresh_from_db()
    assert (newsletter.state, newsletter.people) == (NewsletterState.SENDING, 6)
    assert len(told()) == 6
    send_newsletter.call(newsletter_id=newsletter.pk)
    send_newsletter.call(newsletter_id=newsletter.pk)
    newsletter.refresh_from_db()
    assert (newsletter.state, newsletter.people) == (NewsletterState.SENT, 11)
    assert Notice.objects.filter(kind="people.newsletter").count() == len(told()) == 11
    assert NewsletterPage.objects.count() == 1
    assert sum(newsletter.reached.values_list("people", flat=True)) == 11


def test_who_joins_while_it_is_on_its_way_is_told_or_not_but_never_twice(cast, monkeypatch):
    join(cast.lake, 4)
    publish(cast.lena, cast.lake)
    newsletter = Newsletter.objects.get()
    monkeypatch.setattr(sending, "BATCH", 2)
    assert sending._begin(newsletter.pk)
    sending._tell_next(newsletter.pk)
    late = make_officer("Ida Reed", cast.ferry_landing, "Mayor")
    send_newsletter.call(newsletter_id=newsletter.pk)
    assert late.pk in told()
    assert Notice.objects.filter(kind="people.newsletter").count() == len(told()) == 7


def test_stopped_on_its_way_it_reaches_nobody_more(cast, monkeypatch):
    join(cast.lake, 4)
    publish(cast.lena, cast.lake)
    newsletter = Newsletter.objects.get()
    monkeypatch.setattr(sending, "BATCH", 2)
    sending._begin(newsletter.pk)
    sending._tell_next(newsletter.pk)
    sign_in(cast.lena).post(reverse("newsletter_stop", args=[newsletter.pk]))
    do_waiting_work()
    newsletter.refresh_from_db()
    assert newsletter.state == NewsletterState.STOPPED
    assert len(told()) == newsletter.people == 2


def test_a_page_that_was_taken_back_stops_it(cast):
    publish(cast.lena, cast.lake)
    newsletter = Newsletter.objects.get()
    sending._begin(newsletter.pk)
    NewsletterPage.objects.get().unpublish()
    do_waiting_work()
    newsletter.refresh_from_db()
    assert newsletter.state == NewsletterState.STOPPED
    assert told() == set()


def test_a_space_without_news_in_its_language_stops_it(cast):
    publish(cast.lena, cast.lake)
    NewsIndexPage.objects.get(locale__language_code="en").unpublish()
    do_waiting_work()
    assert Newsletter.objects.get().state == NewsletterState.STOPPED
    assert told() == set()


def test_a_form_sent_twice_makes_one_newsletter(cast):
    publish(cast.lena, cast.lake, then="save")
    publish(cast.lena, cast.lake, then="save", subject="Mended")
    assert Newsletter.objects.get().subject == "Mended"
    publish(cast.lena, cast.lake)
    answer = publish(cast.lena, cast.lake)
    assert answer["Location"] == reverse("newsletters", args=[cast.lake.pk])
    do_waiting_work()
    assert Newsletter.objects.get().people == 2
    assert Notice.objects.filter(kind="people.newsletter").count() == 2
