"""What of placements is in the small world: a host in X, who applied, and a placement of three."""

import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from internships.models import Application, HostOffer, Placement, Problem
from pages.registries import announce_things
from people.models import Appointment, Organisation


def plant(world: Any) -> None:
    """Adds to `world.things`. The member works in a town of nobody's; X hosts."""
    town = Organisation.objects.create(name="A sending town", kind="local-government")
    Appointment.objects.create(
        person=world.persons["member"],
        organisation=town,
        post="Clerk",
        level="specialist",
        from_on=datetime.date(2020, 1, 1),
    )
    now, day = timezone.now(), datetime.date(2031, 5, 1)
    draft, open_one, closed = (
        HostOffer.objects.create(
            host=world.x,
            title="Weeks in X",
            department="Registry",
            language="en",
            starts_on=day,
            ends_on=day + datetime.timedelta(days=20),
            closes_at=now + datetime.timedelta(days=days),
            state=state,
            published_at=None if state == "draft" else now,
        )
        for state, days in (("draft", 30), ("open", 30), ("closed", -3))
    )
    announce_things("changed", [open_one.scope])
    waiting, accepted = (
        Application.objects.create(
            offer=offer,
            person=world.persons["member"],
            sender=town,
            state=state,
            letter="A letter.",
            cv=ContentFile(b"%PDF-1.4", name="cv.pdf"),
            cv_name="cv.pdf",
            cv_type="application/pdf",
            submitted_at=now,
        )
        for offer, state in ((open_one, "submitted"), (closed, "accepted"))
    )
    placement = Placement.objects.create(
        application=accepted,
        person=world.persons["member"],
        sender=town,
        host=world.x,
        state="under-way",
        objectives="See how.",
        activities="Sit beside.",
        language="en",
        starts_on=day,
        ends_on=day,
        **dict.fromkeys(
            ("begun_at", "person_confirmed_at", "sender_confirmed_at", "host_confirmed_at"), now
        ),
    )
    problem = Problem.objects.create(placement=placement, text="The room is cold.")
    world.things |= {
        "offer_draft_id": draft.pk,
        "offer_open_id": open_one.pk,
        "application_id": waiting.pk,
        "placement_id": placement.pk,
        "problem_id": problem.pk,
    }
