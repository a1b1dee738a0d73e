"""Participations by the thousand, for measuring: as many as asked, and passed on."""

import pytest
from django.db.models import Count

from people.planting import Numbers
from people.planting import plant as plant_people
from tests.factories import sign_in
from training.cascade.counting import recount
from training.duty.catching_up import benefits_without_a_duty
from training.models import Course, Event, Participation, Role
from training.models.duty import Duty
from training.planting import plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def planted():
    plant_people(Numbers(persons=150, organisations=30, associations=1), 3, lambda count: None)
    plant(1_030, 3, lambda count: None)


def test_exactly_as_many_are_planted_and_the_course_went_through_four_generations(planted):
    assert Participation.objects.count() == 1_030
    known = Event.objects.filter(is_generation_known=True).values_list("generation", flat=True)
    assert set(known) == {1, 2, 3}
    assert [recount(course) for course in Course.objects.all()] == [0] * Course.objects.count()


def test_who_learnt_owes_to_pass_it_on_and_nothing_is_left_for_a_worker_to_open(planted):
    assert list(benefits_without_a_duty()) == []
    states = dict(Duty.objects.values_list("state").annotate(number=Count("pk")))
    assert states["waived"] > 0
    learnt = Participation.objects.filter(role=Role.PARTICIPANT).count()
    assert sum(states.values()) == learnt


def test_a_course_is_read(planted, client):
    person = Participation.objects.first().person
    page = sign_in(person).get("/en/trainings/")
    assert page.status_code == 200
    assert Course.objects.first().name in page.content.decode()
