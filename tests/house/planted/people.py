"""Who comes and goes, is found and writes to whom, in the small world."""

from datetime import date
from typing import Any

from django.utils import timezone

from learning.models import ArticlePage
from notices.models import Mail
from people.conversations.querysets import pair_of
from people.models import (
    Appointment,
    Conversation,
    Departure,
    Message,
    Participant,
    Person,
    RoleGrant,
)
from people.roles import ASSOCIATION_EDITOR

# A number that no sequence comes to meanwhile, for a form that names it.
LAST_MESSAGE = 1_000_000


def plant(world: Any) -> None:
    """Adds to `world.persons` and `world.things`."""
    _make_comings_and_goings_of_x(world)
    _make_found_and_talking(world)


def _make_comings_and_goings_of_x(world: Any) -> None:
    """Somebody who is to edit for X, and somebody who has left a text to answer for."""
    posts = {}
    ends = {"newcomer": None, "colleague": None, "leaver": date(2025, 6, 30)}
    for name, until_on in ends.items():
        posts[name] = Appointment.objects.create(
            person=Person.objects.create_user(
                f"{name}@peerhall.example", "plain lake water 7", name=name.title()
            ),
            organisation=world.x,
            post="Clerk",
            level="front-office",
            from_on=date(2021, 1, 1),
            until_on=until_on,
        )
    waiting = RoleGrant.objects.create(
        person=posts["newcomer"].person,
        role=ASSOCIATION_EDITOR.key,
        organisation=world.x,
        appointment=posts["newcomer"],
        given_by=world.persons["administrator"],
    )
    ArticlePage.objects.filter(title="Of X").update(
        contact_organisation=world.x, contact_person=posts["leaver"].person
    )
    world.things |= {
        "x_id": world.x.pk,
        "newcomer_id": posts["newcomer"].person_id,
        "colleague_id": posts["colleague"].person_id,
        "editor_of_y_id": world.persons["editor of Y"].pk,
        "waiting_role_id": waiting.pk,
        "post_id": world.persons["member of X"].appointments.get().pk,
        "post_over_id": posts["leaver"].pk,
        "departure_id": Departure.objects.create(appointment=posts["leaver"]).pk,
    }


def _make_found_and_talking(world: Any) -> None:
    """Persons of whom all, those of X, and nobody may know, and who wrote to whom."""
    found = {
        seen_by: Person.objects.create_user(
            f"{seen_by}@peerhall.example", name=f"Seen by {seen_by}", name_seen_by=seen_by
        )
        for seen_by in ("signed-in", "association", "nobody")
    }
    Appointment.objects.create(
        person=found["association"],
        organisation_id=world.things["town_of_x_id"],
        post="Clerk",
        level="front-office",
        from_on=date(2020, 1, 1),
    )
    asking, asked = world.persons["member"], world.persons["member of X"]
    talk = Conversation.objects.create(pair=pair_of(asking, asked))
    for person in (asking, asked):
        Participant.objects.create(conversation=talk, person=person)
    Message.objects.create(pk=LAST_MESSAGE, conversation=talk, by=asking, text="How many carts?")
    parked = Mail.objects.create(
        form=Mail.Form.LETTER,
        address="far@away.example",
        addressee="far@away.example",
        state=Mail.State.PARKED,
        reason="SMTPDataError: (554, b'no')",
        settled_at=timezone.now(),
    )
    world.things |= {
        "parked_mail_id": parked.pk,
        "listed_id": found["signed-in"].pk,
        "seen_in_x_id": found["association"].pk,
        "unlisted_id": found["nobody"].pk,
        "talk_id": talk.pk,
    }
