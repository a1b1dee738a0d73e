"""Duties in the demo are of each kind, none is missing, and planting again changes nothing."""

import pytest
from django.urls import reverse

from mentoring.demo import plant_coaching
from mentoring.models import Pair
from pages.registries import demo
from people.demo import persons_by_key, plant_people
from tests.factories import sign_in
from training.duty.catching_up import benefits_without_a_duty
from training.duty.demo import plant_duties
from training.models import Duty, Evidence

pytestmark = pytest.mark.django_db


def test_each_kind_is_there_and_no_benefit_is_without_a_duty():
    plant_people()
    plant_coaching()
    plant_duties()
    before = (Duty.objects.count(), Evidence.objects.count())
    plant_duties()
    assert (Duty.objects.count(), Evidence.objects.count()) == before
    assert list(benefits_without_a_duty()) == []
    agreed = {f"mentoring-pair:{pair.pk}": pair.agreed_at.date() for pair in Pair.objects.all()}
    coached = Duty.objects.filter(kind="mentorship")
    assert {duty.benefit: duty.opened_on for duty in coached} == agreed
    assert set(Duty.objects.values_list("state", flat=True)) == {"open", "kept", "waived"}
    assert any(duty.is_late for duty in Duty.objects.all())
    assert Duty.objects.filter(handed_over_at__isnull=False, carer__isnull=False).exists()
    waiting = Evidence.objects.get(state="proposed")
    persons = persons_by_key()
    keeper = sign_in(persons["daniel-sikota"])
    assert keeper.get(reverse("decide_evidence", args=[waiting.pk])).status_code == 200
    page = sign_in(persons["thandiwe-mulenga"]).get(reverse("desk")).content.decode()
    assert "Pass on what was learnt" in page


def test_duties_are_planted_after_the_rooms_that_open_them():
    rooms = [planter.__module__.partition(".")[0] for planter in demo]
    # From the bottom up.
    assert rooms.index("training") < rooms.index("mentoring")
