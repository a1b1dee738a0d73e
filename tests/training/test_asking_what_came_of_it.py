"""Three and six months later trainee and supervisor are asked by mail; one button, no sign-in."""

import datetime
import html
import re

import pytest
from django.core import mail
from django.utils import timezone

from people.models import Appointment
from tests.factories import do_waiting_work, make_cast
from tests.standing import standing
from tests.training.making import make_course, make_training, put_on_list
from training.following_up.actions import ask_what_came_of_it
from training.models import FollowUp

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


@pytest.fixture
def row(cast):
    Appointment.objects.filter(person=cast.bruno).update(supervisor=cast.yara)
    event = make_training(make_course(cast.lake), cast.lake, days_ago=95)
    return put_on_list(event, cast.bruno, organisation=cast.high_pasture)


def asked_by_mail():
    """Addresses in the mails that ask, by who got them."""
    ask_what_came_of_it()
    do_waiting_work()
    links = {}
    for one in mail.outbox:
        found = re.search(r"https?://[^/\s]+(/\S*/asked/\S+)", one.body)
        if found:
            links[one.to[0]] = found[1]
    return links


def test_both_are_asked_once_after_three_months_and_once_after_six(cast, row):
    assert set(asked_by_mail()) == {cast.bruno.email, cast.yara.email}
    ask_what_came_of_it()
    assert FollowUp.objects.count() == 2
    half_a_year_ago = timezone.now() - datetime.timedelta(days=185)
    row.event.starts_at, row.event.ends_at = (
        half_a_year_ago,
        half_a_year_ago + datetime.timedelta(hours=6),
    )
    row.event.save()
    ask_what_came_of_it()
    assert sorted(FollowUp.objects.values_list("months", flat=True)) == [3, 3, 6, 6]


def test_a_question_that_is_too_late_is_not_asked(row):
    long_ago = timezone.now() - datetime.timedelta(days=500)
    row.event.starts_at, row.event.ends_at = long_ago, long_ago + datetime.timedelta(hours=6)
    row.event.save()
    assert asked_by_mail() == {}


def test_p18_the_link_opens_a_page_and_one_button_answers(client, cast, row):
    link = asked_by_mail()[cast.bruno.email]
    page = html.unescape(client.get(link).content.decode())
    assert row.event.title in page
    assert "Bruno" not in page
    assert FollowUp.objects.filter(answered_at=None).count() == 2
    answer = client.post(link, {"with_whom": "My team"})
    assert "Something needs mending" in html.unescape(answer.content.decode())
    client.post(link, {"uses_it": "yes", "trained_others": "4", "has_left": "no"})
    said = FollowUp.objects.get(whom="trainee")
    assert (said.uses_it, said.trained_others, said.has_left) == (True, 4, False)
    assert client.post(link, {"uses_it": "no"}).status_code == 409


def test_a_link_of_another_purpose_answers_nothing(client, row):
    asked_by_mail()
    assert client.get("/en/trainings/asked/not-signed/").status_code == 404
