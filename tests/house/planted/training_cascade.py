"""A course of X that was held once, for the addresses of how far it travelled."""

import datetime
from typing import Any

from training.models import Course, Edition, Event
from training.states import EventState


def plant(world: Any) -> None:
    """Adds to `world.things`."""
    keeper = world.x
    course = Course.objects.create(name="Waste that travels", organisation=keeper)
    begin = datetime.datetime(2025, 3, 3, 9, tzinfo=datetime.UTC)
    event = Event.objects.create(
        edition=Edition.objects.create(course=course, label="first"),
        organiser=keeper,
        title="Sorting waste",
        language="en",
        starts_at=begin,
        ends_at=begin + datetime.timedelta(hours=6),
        state=EventState.HELD,
    )
    world.things |= {
        "cascade_course_id": course.pk,
        "cascade_event_id": event.pk,
    }
