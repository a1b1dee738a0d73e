"""The invented persons and organisations of the demo, and the accounts that one can try it with."""

import datetime
import hashlib
import hmac
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pages.languages import listed
from people import roles
from people.actions import give_role
from people.audiences import association_ids_of
from people.granting.actions import ask_for_role
from people.leaving.actions import end_post
from people.models import (
    Appointment,
    AssociationMembership,
    ClosedGroup,
    Departure,
    Organisation,
    Person,
)

WORLD = Path(__file__).with_name("demo.json")
PREFIX = "demo/"
ADMINISTRATOR, PROGRAMME_EDITOR, EDITOR = "administrator", "programme editor", "editor"
ROLES = (ADMINISTRATOR, PROGRAMME_EDITOR, EDITOR, "member")


@dataclass(frozen=True)
class DemoAccount:
    """One line of `demo_accounts`; `second_factor` is the secret of a TOTP, None where none is."""

    email: str
    password: str
    second_factor: str | None
    role: str
    organisation: str
    association: str


def read_world() -> dict[str, Any]:
    """`organisations`, `persons`, `groups` and `contacts` as they stand in demo.json."""
    world: dict[str, Any] = json.loads(WORLD.read_text("utf-8"))
    return world


@transaction.atomic
def plant_people() -> None:
    """Make the persons and organisations that are missing; what is there is left as it is."""
    world = read_world()
    organisations = {line["key"]: _organisation(line) for line in world["organisations"]}
    for line in world["organisations"]:
        for membership in line["memberships"]:
            AssociationMembership.objects.get_or_create(
                association=organisations[membership["association"]],
                member=organisations[line["key"]],
                from_on=datetime.date.fromisoformat(membership["from"]),
                defaults={"until_on": _day(membership["until"])},
            )
    persons = {line["key"]: _person(line) for line in world["persons"]}
    for line in world["persons"]:
        _give_posts(line, persons, organisations)
        _give_role(line, persons[line["key"]], organisations)
    for line in world["contacts"]:
        organisation = organisations[line["organisation"]]
        _give_once(persons[line["person"]], roles.ORGANISATION_CONTACT, organisation)
    _propose_a_role(persons)
    _let_somebody_leave(persons)
    for line in world["groups"]:
        group, is_new = ClosedGroup.objects.get_or_create(name=line["name"])
        if is_new:
            group.members.set([persons[key] for key in line["members"]])


def _propose_a_role(persons: dict[str, Person]) -> None:
    """A role that waits: the programme proposes a second editor, an editor there confirms."""
    newcomer = persons["bwalya-kangwa"]
    if not newcomer.role_grants.exists():
        ask_for_role(
            by=persons["marijke-doornveld"],
            appointment=newcomer.appointments.get(),
            role=roles.ASSOCIATION_EDITOR,
        )


def _let_somebody_leave(persons: dict[str, Person]) -> None:
    """The contact of a town leaves in four weeks, and has not handed anything over yet."""
    leaver = persons["joseph-kabwata"]
    if not Departure.objects.filter(appointment__person=leaver).exists():
        end_post(
            by=leaver,
            appointment=leaver.appointments.get(),
            last_day=timezone.now().date() + datetime.timedelta(days=28),
        )


def organisations_by_key() -> dict[str, Organisation]:
    """The demo's organisations under the short names of demo.json."""
    rows = Organisation.objects.filter(external_id__startswith=PREFIX)
    return {str(row.external_id).removeprefix(PREFIX): row for row in rows}


def persons_by_key() -> dict[str, Person]:
    """The demo's persons with an e-mail address, under the short names of demo.json."""
    keys = {line["email"]: line["key"] for line in read_world()["persons"] if line["email"]}
    return {keys[str(row.email)]: row for row in Person.objects.filter(email__in=keys)}


def groups_by_key() -> dict[str, ClosedGroup]:
    """The demo's closed groups under the short names of demo.json."""
    keys = {line["name"]: line["key"] for line in read_world()["groups"]}
    return {keys[row.name]: row for row in ClosedGroup.objects.filter(name__in=keys)}


def demo_accounts() -> list[DemoAccount]:
    """Who can sign in, as far as they are in the database, editors and administrators first."""
    accounts = []
    persons = persons_by_key()
    for line in read_world()["persons"]:
        person = persons.get(line["key"])
        if line["has_account"] and person is not None:
            accounts.append(_account_of(person, line["role"]))
    return sorted(accounts, key=lambda account: ROLES.index(account.role))


def password_of(email: str) -> str:
    """The password a demo account begins with: the same on each start, from this site's key."""
    digest = hmac.new(settings.SECRET_KEY.encode(), email.encode(), hashlib.sha256).hexdigest()
    return "-".join((digest[:4], digest[4:8], digest[8:12], digest[12:16]))


def _account_of(person: Person, role: str) -> DemoAccount:
    post = person.appointments.holding_on().select_related("organisation").first()
    associations = Organisation.objects.filter(pk__in=association_ids_of(person))
    return DemoAccount(
        email=str(person.email),
        password=password_of(str(person.email)),
        second_factor=None,
        role=role,
        organisation=post.organisation.name if post else "",
        association=listed(associations.values_list("name", flat=True)),
    )


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _organisation(line: dict[str, Any]) -> Organisation:
    organisation, _is_new = Organisation.objects.get_or_create(
        external_id=PREFIX + line["key"],
        defaults={
            name: line[name] for name in ("name", "kind", "country", "population", "website")
        },
    )
    return organisation


def _person(line: dict[str, Any]) -> Person:
    known = Person.objects.filter(email=line["email"]) if line["email"] else None
    if known is None:
        known = Person.objects.filter(email=None, name=line["name"])
    person = known.first()
    if person is not None:
        return person
    has_account = line["has_account"] and line["email"]
    return Person.objects.create_user(
        line["email"],
        password_of(line["email"]) if has_account else None,
        **{name: line[name] for name in ("name", "language", "time_zone")},
    )


def _give_posts(
    line: dict[str, Any], persons: dict[str, Person], organisations: dict[str, Organisation]
) -> None:
    supervisor = persons[line["supervisor"]] if line["supervisor"] else None
    for post in line["appointments"]:
        Appointment.objects.get_or_create(
            person=persons[line["key"]],
            organisation=organisations[post["organisation"]],
            from_on=datetime.date.fromisoformat(post["from"]),
            defaults={
                "post": post["post"],
                "level": post["level"],
                "until_on": _day(post["until"]),
                "supervisor": supervisor,
            },
        )


def _give_role(
    line: dict[str, Any], person: Person, organisations: dict[str, Organisation]
) -> None:
    if line["role"] == ADMINISTRATOR and not person.is_superuser:
        person.is_superuser = True
        person.save(update_fields=["is_superuser"])
    elif line["role"] == EDITOR:
        _give_once(person, roles.ASSOCIATION_EDITOR, organisations[line["association"]])
    elif line["role"] == PROGRAMME_EDITOR:
        _give_once(person, roles.PROGRAMME_EDITOR)


def _give_once(person: Person, role: roles.Role, organisation: Organisation | None = None) -> None:
    """Give a role that the person has never had; one that ended stays ended."""
    if not person.role_grants.filter(role=role.key, organisation=organisation).exists():
        give_role(by=None, person=person, role=role, organisation=organisation)
