"""A duty goes to the organisation when the person leaves."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from people.leaving.actions import end_post
from people.leaving.actions import hand_over as hand_over_things
from tests.duty.making import key_of, make_duty, make_session
from tests.factories import make_cast, make_contact, make_officer, sign_in
from tests.standing import standing
from training.duty import actions
from training.duty.leaving import move_duties_of_those_who_left

pytestmark = pytest.mark.django_db


cast = standing(make_cast)


@pytest.fixture
def colleague(cast):
    return make_officer("Colleague", cast.ferry_landing, "Clerk")


def leave(cast):
    post = cast.odette.appointments.get()
    return end_post(by=cast.odette, appointment=post, last_day=None)


def test_it_is_handed_over_with_all_else_to_a_colleague_who_keeps_it(cast, colleague):
    duty = make_duty(cast.odette, kind="mentorship")
    departure = leave(cast)
    given = hand_over_things(
        by=cast.lena, departure=departure, to={f"training.duty:{duty.pk}": colleague}
    )
    duty.refresh_from_db()
    assert given == 1
    assert (duty.carer, duty.is_open) == (colleague, True)
    assert sign_in(cast.odette).get(reverse("duty", args=[duty.pk])).status_code == 404
    page = sign_in(colleague).get(reverse("duty", args=[duty.pk])).content.decode()
    assert "Odette" not in page
    assert "coached" not in page
    session = make_session(colleague)
    evidence = actions.offer_evidence(by=colleague, duty=duty, key=key_of(session))
    actions.confirm(by=cast.lena, evidence=evidence)
    duty.refresh_from_db()
    assert duty.state == "kept"


def test_back_to_the_organisation_leaves_it_to_the_contact(cast, colleague):
    duty = make_duty(cast.odette)
    make_contact(colleague, cast.ferry_landing)
    departure = leave(cast)
    hand_over_things(by=cast.lena, departure=departure, to={f"training.duty:{duty.pk}": None})
    duty.refresh_from_db()
    assert duty.handed_over_at is not None
    departure.refresh_from_db()
    assert departure.done_at is not None
    assert sign_in(colleague).get(reverse("duty", args=[duty.pk])).status_code == 200


def test_what_nobody_hands_over_goes_over_by_itself_a_fortnight_later(cast):
    duty, of_bruno = make_duty(cast.odette), make_duty(cast.bruno)
    leave(cast)
    move_duties_of_those_who_left()
    duty.refresh_from_db()
    assert duty.handed_over_at is None
    long_ago = timezone.localdate() - datetime.timedelta(days=20)
    cast.odette.appointments.update(until_on=long_ago)
    move_duties_of_those_who_left()
    duty.refresh_from_db()
    of_bruno.refresh_from_db()
    assert duty.handed_over_at is not None
    assert of_bruno.handed_over_at is None


def test_a_closed_account_owes_nothing_any_more(cast):
    duty = make_duty(cast.odette)
    type(cast.odette).objects.filter(pk=cast.odette.pk).update(is_active=False)
    move_duties_of_those_who_left()
    duty.refresh_from_db()
    assert duty.handed_over_at is not None
