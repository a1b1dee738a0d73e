"""Persons with a right in one thing alone (R2, R11), as roles of the crawl.

The table of who may open what has no columns for them: they are members in everything else.
"""

from typing import Any

from forums.roles import make_facilitator
from internships.models import HostOffer, Placement
from partnerships.models import Partnership
from partnerships.naming.actions import give
from partnerships.roles import CONTROLLER, COORDINATOR
from people.models import Person
from training.models import Event, Participation, Role


def plant(world: Any) -> None:
    """Adds to `world.persons` who teaches, coordinates, controls and supervises one thing each."""
    things, programme = world.things, world.persons["programme editor"]
    made = {
        role: Person.objects.create_user(f"{role}@peerhall.example", name=role.title())
        for role in ("trainer", "coordinator", "controller", "supervisor")
    }
    world.persons |= made
    held = Event.objects.get(pk=things["training_held_id"])
    Participation.objects.create(
        event=held, person=made["trainer"], entered_as=made["trainer"], role=Role.LEAD
    )
    closed = Partnership.objects.get(pk=things["partnership_closed_id"])
    for role in (COORDINATOR, CONTROLLER):
        person = made["coordinator" if role is COORDINATOR else "controller"]
        give(role, by=programme, person=person, partnership=closed)
    placement = Placement.objects.get(pk=things["placement_id"])
    offers = {things["offer_open_id"], placement.application.offer_id}
    HostOffer.objects.filter(pk__in=offers).update(supervisor=made["supervisor"])


def plant_facilitator(world: Any, circle: Any, board: Any) -> None:
    """Adds who looks after the board of the circle, and is in the circle for that."""
    person = Person.objects.create_user("facilitator@peerhall.example", name="Facilitator")
    circle.members.add(person)
    make_facilitator(by=None, person=person, board=board)
    world.persons["facilitator"] = person
