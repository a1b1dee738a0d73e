"""The rule that holds whatever the code does: a row for each person and quarter-hour."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from mentoring.models import Booking, Offer
from mentoring.models.session import QUARTER
from tests.factories import PersonFactory, make_booked_session, make_offer, make_pair

pytestmark = pytest.mark.django_db


def test_a_session_of_an_hour_takes_four_quarter_hours_of_both():
    session = make_booked_session()
    assert Booking.objects.filter(session=session).count() == 8


def test_no_one_is_in_two_sessions_that_overlap_by_a_quarter():
    mentor = PersonFactory()
    first = make_booked_session(make_pair(mentor))
    with pytest.raises(IntegrityError), transaction.atomic():
        make_booked_session(make_pair(mentor), starts_at=first.ends_at - QUARTER)


def test_one_session_begins_when_another_ends():
    mentor = PersonFactory()
    first = make_booked_session(make_pair(mentor))
    second = make_booked_session(make_pair(mentor), starts_at=first.ends_at)
    assert second.ends_at - first.starts_at == datetime.timedelta(hours=2)


def test_the_database_gives_no_place_that_is_not_there():
    offer = make_offer(PersonFactory(), places=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(taken=2)
