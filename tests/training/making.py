"""Things of training for tests."""

import datetime

from django.utils import timezone

from training.models import Course, Edition, Event, Participation


def make_course(keeper, name="Sorting waste at the source", label="2nd edition"):
    """A course with one edition; gives the edition."""
    course = Course.objects.create(name=name, organisation=keeper)
    return Edition.objects.create(course=course, label=label)


def make_training(edition, organiser, *, days_ago=10, by=None, **more):
    """A training of six hours; `days_ago` below zero is to come. One that is over was held."""
    begin = timezone.now() - datetime.timedelta(days=days_ago)
    return Event.objects.create(
        edition=edition,
        organiser=organiser,
        made_by=by,
        starts_at=begin,
        ends_at=begin + datetime.timedelta(hours=6),
        **{
            "title": edition.course.name,
            "language": "en",
            "state": "held" if days_ago > 0 else "planned",
            **more,
        },
    )


def put_on_list(event, person, **more):
    """Somebody who took part."""
    return Participation.objects.create(event=event, person=person, entered_as=person, **more)
