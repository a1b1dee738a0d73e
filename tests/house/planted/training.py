"""What of training is in the small world: a training of X to come, and one with who took part."""

import datetime
from typing import Any

from django.utils import timezone

from people.models import Person
from training.following_up.actions import token_for
from training.models import Certificate, Course, Edition, Event, FollowUp, Participation


def plant(world: Any) -> None:
    """Adds to `world.things`."""
    keeper = world.persons["editor of X"]
    course = Course.objects.create(name="Carts by night", organisation=world.x)
    edition = Edition.objects.create(course=course, label="second")
    now = timezone.now()
    coming, held = (
        Event.objects.create(
            edition=edition,
            organiser=world.x,
            title="Carts, two days",
            language="en",
            starts_at=begin,
            ends_at=begin + datetime.timedelta(hours=6),
            state=state,
            made_by=keeper,
        )
        for begin, state in (
            (now + datetime.timedelta(days=40), "planned"),
            (now - datetime.timedelta(days=100), "held"),
        )
    )
    guest = Person.objects.create_user(None, name="Guest of X", name_seen_by="nobody")
    rows = [
        Participation.objects.create(
            event=held, person=person, entered_as=person, function="Clerk", organisation=world.x
        )
        for person in (world.persons["member"], guest)
    ]
    certificate = Certificate.objects.create(
        participation=rows[0],
        name="Member",
        course=course.name,
        edition=edition.label,
        title=held.title,
        held_on=held.ended_on,
    )
    asked = FollowUp.objects.create(participation=rows[1], months=3, whom="trainee")
    world.things |= {
        "course_id": course.pk,
        "training_id": coming.pk,
        "training_held_id": held.pk,
        "row_id": rows[1].pk,
        "certificate_id": certificate.pk,
        "certificate_token": certificate.token,
        "asked_token": token_for(asked.pk),
    }
