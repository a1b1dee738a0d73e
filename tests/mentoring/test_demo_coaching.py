"""Coaching in the demo looks like life, and planting it again changes nothing."""

import pytest
from django.urls import reverse

from mentoring.demo import plant_coaching
from mentoring.models import Booking, Feedback, Lesson, Offer, Pair, Proposal, Request, Session
from people.demo import persons_by_key, plant_people
from tests.factories import sign_in

pytestmark = pytest.mark.django_db


def numbers():
    models = (Offer, Request, Pair, Session, Booking, Proposal, Feedback, Lesson)
    return [model.objects.count() for model in models]


def test_it_is_planted_once_and_opens_to_whom_it_belongs():
    plant_people()
    plant_coaching()
    before = numbers()
    assert all(before)
    plant_coaching()
    assert numbers() == before
    pair = Pair.objects.get(state="under-way")
    assert pair.sessions.filter(state="booked").count() == 1
    assert all(offer.taken == offer.pairs.open().count() for offer in Offer.objects.all())
    persons = persons_by_key()
    client = sign_in(persons["thandiwe-mulenga"])
    page = client.get(reverse("pair", args=[pair.pk]))
    assert "No open fire behind the clinic" in page.content.decode()
    for session in pair.sessions.all():
        assert client.get(reverse("session", args=[session.pk])).status_code == 200
    for door in ("mentoring", "mentors", "desk"):
        assert client.get(reverse(door)).status_code == 200
    stranger = sign_in(persons["joseph-kabwata"])
    assert stranger.get(reverse("pair", args=[pair.pk])).status_code == 404
