"""Two change what one course passed on: the generation is that of both, whoever ends first."""

import threading

import pytest
from django.db import transaction

from tests.factories import PersonFactory
from tests.races.at_once import PATIENCE, TIMES, at_once, faults
from tests.training.cascades import make_cascade
from training.cascade.counting import hold_course, lines_of, recount
from training.models import Event, Participation, Role

pytestmark = pytest.mark.django_db(transaction=True)


def a_course():
    """A course with an earlier and a later training, and one who is to learn and to lead."""
    made = make_cascade(generations=2, widths=(1, 1), in_each=1)
    Participation.objects.all().delete()
    recount(made.course)
    earlier, later = Event.objects.filter(edition__course=made.course).order_by("starts_at")
    return made.course, earlier, later, PersonFactory()


def take_part(event, person, role):
    Participation.objects.create(event=event, person=person, entered_as=person, role=role)


def acts(course, earlier, later, person, change):
    return (
        lambda: change(course, lambda: take_part(earlier, person, Role.PARTICIPANT)),
        lambda: change(course, lambda: take_part(later, person, Role.LEAD)),
    )


def test_a_generation_follows_from_what_both_wrote():
    def change(course, write):
        with transaction.atomic():
            hold_course(course)
            write()
            recount(course)

    for _time in range(TIMES):
        course, earlier, later, person = a_course()
        assert faults(at_once(*acts(course, earlier, later, person, change))) == []
        later.refresh_from_db()
        assert (later.generation, later.is_generation_known) == (1, True)


def test_without_the_lock_both_miss_what_the_other_wrote():
    """The control, which must miscount."""
    both_wrote, both_counted = threading.Barrier(2), threading.Barrier(2)
    course, earlier, later, person = a_course()

    def change(course, write):
        with transaction.atomic():
            write()
            both_wrote.wait(PATIENCE)
            counted = lines_of(course)[later.pk].generation
            both_counted.wait(PATIENCE)
            return counted

    assert at_once(*acts(course, earlier, later, person, change)) == [0, 0]
    assert lines_of(course)[later.pk].generation == 1
