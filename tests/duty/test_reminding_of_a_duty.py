"""A month before, on the day, and monthly after it; each once."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from tests.duty.making import make_duty
from tests.factories import make_cast, make_contact, make_officer, sign_in
from training.duty.actions import months_after
from training.duty.reminding import remind_of_duties

pytestmark = pytest.mark.django_db


def steps(person):
    told = Notice.objects.filter(person=person, kind="training.duty-reminder")
    return [one.once.rpartition(":")[2] for one in told.order_by("pk")]


def test_each_step_is_told_once(db):
    cast = make_cast()
    duty = make_duty(cast.odette, days_ago=0)
    noon = datetime.datetime.combine(duty.due_on, datetime.time(12), datetime.UTC)
    with time_machine.travel(noon - datetime.timedelta(days=60), tick=False):
        remind_of_duties()
        assert steps(cast.odette) == []
    with time_machine.travel(noon - datetime.timedelta(days=29), tick=False):
        remind_of_duties()
        remind_of_duties()
        assert steps(cast.odette) == ["before"]
    with time_machine.travel(noon, tick=False):
        remind_of_duties()
        remind_of_duties()
        assert steps(cast.odette) == ["before", "due"]
    day = months_after(duty.due_on, 3)
    with time_machine.travel(
        datetime.datetime.combine(day, datetime.time(12), datetime.UTC), tick=False
    ):
        remind_of_duties()
        remind_of_duties()
        assert steps(cast.odette) == ["before", "due", "late-3"]


def test_what_is_settled_is_not_reminded_of(db):
    cast = make_cast()
    make_duty(cast.odette, days_ago=400, state="kept", settled_at=timezone.now())
    remind_of_duties()
    assert steps(cast.odette) == []


def test_a_reminder_is_shown_while_it_is_open_and_no_longer(db):
    cast = make_cast()
    duty = make_duty(cast.odette, days_ago=400)
    remind_of_duties()
    browser = sign_in(cast.odette)
    assert "It is late" in browser.get(reverse("notices")).content.decode()
    type(duty).objects.filter(pk=duty.pk).update(state="kept", settled_at=timezone.now())
    assert "It is late" not in browser.get(reverse("notices")).content.decode()


def test_what_went_to_the_organisation_is_told_to_its_contact(db):
    cast = make_cast()
    contact = make_officer("Ada", cast.ferry_landing, "Clerk")
    make_contact(contact, cast.ferry_landing)
    make_duty(cast.odette, days_ago=400, handed_over_at=timezone.now())
    remind_of_duties()
    assert steps(cast.odette) == []
    assert steps(contact) == ["late-1"]
    page = sign_in(contact).get(reverse("desk")).content.decode()
    assert "Passed on in Ferry Landing" in page
    assert "It is late" in sign_in(contact).get(reverse("notices")).content.decode()
