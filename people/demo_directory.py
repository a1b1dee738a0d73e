"""What the demo's organisations say of themselves, and what some of its persons wrote."""

import datetime
import json
import uuid
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from people import roles
from people.actions import give_role
from people.conversations.querysets import pair_of
from people.demo import organisations_by_key, persons_by_key
from people.models import Conversation, Message, Organisation, Participant, Person

DIRECTORY = Path(__file__).with_name("demo_directory.json")
FACTS = ("region", "area_km2", "about")
# Names the demo's messages, so that a second start finds those of the first.
_NAMESPACE = uuid.UUID("5b0e3c1e-7d2a-4c55-9b52-0c6f3f7d1a10")


@transaction.atomic
def plant_directory() -> None:
    """Facts, contacts and conversations that are missing; what people changed stays."""
    told: dict[str, Any] = json.loads(DIRECTORY.read_text("utf-8"))
    organisations, persons = organisations_by_key(), persons_by_key()
    for key, facts in told["organisations"].items():
        _tell_facts(organisations[key], facts, persons)
    for number, line in enumerate(told["conversations"]):
        _converse(number, line, organisations, persons)


def _tell_facts(
    organisation: Organisation, facts: dict[str, Any], persons: dict[str, Person]
) -> None:
    for key in facts["contacts"]:
        give_role(
            by=None,
            person=persons[key],
            role=roles.ORGANISATION_CONTACT,
            organisation=organisation,
        )
    if organisation.about:
        return
    for name in FACTS:
        setattr(organisation, name, facts.get(name) or getattr(organisation, name))
    if facts["confirmed_days_ago"] is not None:
        age = datetime.timedelta(days=facts["confirmed_days_ago"])
        organisation.confirmed_on = timezone.now().date() - age
        organisation.confirmed_by = persons.get(facts["confirmed_by"])
    organisation.save()


def _converse(
    number: int,
    line: dict[str, Any],
    organisations: dict[str, Organisation],
    persons: dict[str, Person],
) -> None:
    """One conversation, dated as it was; nobody is told of it by mail."""
    identity = uuid.uuid5(_NAMESPACE, str(number))
    if Conversation.objects.filter(pk=identity).exists():
        return
    if "between" in line:
        members = [persons[key] for key in line["between"]]
        place: dict[str, Any] = {"pair": pair_of(*members)}
    else:
        organisation = organisations[line["organisation"]]
        held = organisation.appointments.holding_on().filter(post=line["post"])
        members = [persons[line["by"]], *Person.objects.filter(appointments__in=held)]
        place = {"organisation": organisation, "post": line["post"]}
    conversation = Conversation.objects.create(pk=identity, **place)
    now = timezone.now()
    for place_in_it, message in enumerate(line["messages"]):
        Message.objects.create(
            conversation=conversation,
            by=persons[message["by"]],
            text=message["text"],
            key=uuid.uuid5(identity, str(place_in_it)),
            sent_at=now - datetime.timedelta(days=message["days_ago"]),
        )
    newest = conversation.messages.latest("sent_at", "pk")
    Conversation.objects.filter(pk=identity).update(last_message_at=newest.sent_at)
    for member in members:
        written = conversation.messages.filter(by=member).order_by("-sent_at").first()
        Participant.objects.create(
            conversation=conversation,
            person=member,
            last_read_at=written.sent_at if written else None,
        )
