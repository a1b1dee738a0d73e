"""Who is invited, who asks, and what people say about themselves, in the demo."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from pages.models import Theme
from people.actions import give_role
from people.demo import organisations_by_key, persons_by_key
from people.joining.actions import add_mail_domain, ask_to_join, invite, prove_address
from people.models import Invitation, JoinRequest, MailDomain, Organisation, Person, RoleGrant
from people.models.profile import FIELDS
from people.profile.actions import change_profile
from people.roles import ORGANISATION_CONTACT

WORLD = Path(__file__).with_name("demo.json")


@transaction.atomic
def plant_joining() -> None:
    """Make what is missing. What somebody has accepted, refused or changed stays as it is."""
    world: dict[str, Any] = json.loads(WORLD.read_text("utf-8"))
    persons, organisations = persons_by_key(), organisations_by_key()
    for line in world["contacts"]:
        _make_contact(persons[line["person"]], organisations[line["organisation"]])
    for line in world["mail_domains"]:
        organisation = organisations[line["organisation"]]
        if not MailDomain.objects.filter(organisation=organisation).exists():
            add_mail_domain(
                by=persons[line["by"]], organisation=organisation, domain=line["domain"]
            )
    for line in world["invitations"]:
        terms = {**line, "organisation": organisations[line["organisation"]]}
        if not Invitation.objects.filter(email=line["email"]).exists():
            invite(**{**terms, "by": persons[line["by"]]})
    for line in world["join_requests"]:
        if not JoinRequest.objects.filter(email=line["email"]).exists():
            ask_to_join(**{**line, "organisation": organisations[line["organisation"]]})
            prove_address(request=JoinRequest.objects.get(email=line["email"]))
    for line in world["profiles"]:
        _write_profile(persons[line["person"]], line)


def _make_contact(person: Person, organisation: Organisation) -> None:
    before = RoleGrant.objects.filter(
        person=person, role=ORGANISATION_CONTACT.key, organisation=organisation
    )
    if not before.exists():
        appointment = person.appointments.holding_on().filter(organisation=organisation).first()
        give_role(
            by=None,
            person=person,
            role=ORGANISATION_CONTACT,
            organisation=organisation,
            appointment=appointment,
        )


def _write_profile(person: Person, line: dict[str, Any]) -> None:
    if person.spoken_languages.exists():
        return
    words = {name: getattr(person, name) for name in ("name", "language", "time_zone")}
    words |= {f"{field}_seen_by": getattr(person, f"{field}_seen_by") for field in FIELDS}
    words |= {f"{field}_seen_by": seen_by for field, seen_by in line["seen_by"].items()}
    words |= {name: line[name] for name in ("phone", "about", "languages")}
    change_profile(
        by=person, words={**words, "themes": Theme.objects.filter(slug__in=line["themes"])}
    )
