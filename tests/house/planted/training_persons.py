"""Three entries of X's trainings: two that resemble each other, and one that was merged."""

import datetime
from typing import Any

from people.models import Person
from training.models import Course, Edition, Event, Merge, Participation, Resemblance
from training.states import EventState


def plant(world: Any) -> None:
    """Adds to `world.things`."""
    begin = datetime.datetime(2025, 5, 5, 9, tzinfo=datetime.UTC)
    course = Course.objects.create(name="Markets that last", organisation=world.x)
    event = Event.objects.create(
        edition=Edition.objects.create(course=course, label="first"),
        organiser=world.x,
        title="Keeping a market",
        language="en",
        starts_at=begin,
        ends_at=begin + datetime.timedelta(hours=6),
        state=EventState.HELD,
    )
    one, other, third = (
        Person.objects.create_user(None, name=name)
        for name in ("Mariam Kettle", "Kettle Maryam", "M. Kettle")
    )
    for person in (one, other, third):
        Participation.objects.create(
            event=event, person=one if person is third else person, entered_as=person
        )
    likeness = Resemblance.objects.create(one=one, other=other, score=4.2, reasons=["order"])
    merge = Merge.objects.create(kept=one, other=third, by=world.persons["editor of X"])
    world.things |= {"resemblance_id": likeness.pk, "merge_id": merge.pk}
