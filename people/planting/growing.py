"""Plants persons and organisations table by table, all in one transaction.

Saving each row would take twenty times as long. What a save would have left beside them is written
too: the groups by which Wagtail knows editors, and the version of the site.
"""

import datetime
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from pages.models import SiteVersion
from pages.planner import tell_planner
from pages.planting import MAIL_DOMAIN, PLANTED_ON, UNUSABLE_PASSWORD, AlreadyPlanted, Grown
from people.actions import make_association_editors
from people.models import Appointment, AssociationMembership, Organisation, Person, RoleGrant
from people.planting.inventing import (
    COUNTRIES,
    POSTS,
    invent_person,
    invent_population,
    invent_word,
)
from people.roles import ASSOCIATION_EDITOR, ORGANISATION_CONTACT

# Shares of a living site.
SECOND_MEMBERSHIP, ENDED_MEMBERSHIP = 0.1, 0.04
LEFT, SECOND_POST, WITHOUT_ADDRESS = 0.08, 0.03, 0.05
AT_AN_ASSOCIATION = 0.02
EDITORS = 2
PERSONS_IN_A_TOWN, TOWNS_IN_AN_ASSOCIATION = 5, 50
BATCH = 1000


@dataclass(frozen=True)
class Numbers:
    """How many of each; `organisations` are local governments, each a member of an association."""

    persons: int
    organisations: int
    associations: int

    @property
    def rows(self) -> int:
        return self.persons + self.organisations + self.associations


def plant_persons(
    persons: int,
    seed: int,
    grown: Grown,
    *,
    organisations: int | None = None,
    associations: int | None = None,
) -> None:
    """So many persons, in as many towns and associations as such a number has."""
    organisations = organisations or max(persons // PERSONS_IN_A_TOWN, 1)
    associations = associations or max(organisations // TOWNS_IN_AN_ASSOCIATION, 1)
    plant(Numbers(persons, organisations, associations), seed, grown)


@transaction.atomic
def plant(numbers: Numbers, seed: int, grown: Grown) -> None:
    """Add exactly so many of each, with memberships, appointments and roles.

    `grown` is told each time how many more are written. All of it or nothing is there afterwards.
    Raises AlreadyPlanted for a seed that was used before.
    """
    prefix = f"planted:{seed}:"
    if Organisation.objects.filter(external_id__startswith=prefix).exists():
        raise AlreadyPlanted
    chance = random.Random(seed)  # noqa: S311 - nothing secret is made of it
    associations = _write([_association(prefix, n) for n in range(numbers.associations)], grown)
    towns = [
        _town(prefix, n, associations[n % len(associations)], chance)
        for n in range(numbers.organisations)
    ]
    _write(towns, grown)
    _write(_memberships(towns, associations, chance))
    persons = _write([_person(seed, n, chance) for n in range(numbers.persons)], grown)
    appointments = _write(_appointments(persons, towns, associations, chance))
    _adapt_to_place(persons, appointments)
    _give_roles(appointments, associations)
    SiteVersion.advance()
    tell_planner()


def _write(rows: Sequence[Any], grown: Grown = lambda count: None) -> list[Any]:
    written: list[Any] = []
    model: Any = type(rows[0]) if rows else None
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        written += model.objects.bulk_create(some)
        grown(len(some))
    return written


def _association(prefix: str, number: int) -> Organisation:
    country = COUNTRIES[number % len(COUNTRIES)]
    return Organisation(
        external_id=f"{prefix}association:{number}",
        name=f"Association of Towns {number + 1} ({country.code})",
        kind=Organisation.Kind.ASSOCIATION,
        country=country.code,
        confirmed_on=PLANTED_ON.date(),
    )


def _town(
    prefix: str, number: int, association: Organisation, chance: random.Random
) -> Organisation:
    return Organisation(
        external_id=f"{prefix}town:{number}",
        name=f"{invent_word(chance)} {number + 1}",
        kind=Organisation.Kind.LOCAL_GOVERNMENT,
        country=association.country,
        population=invent_population(chance),
        confirmed_on=PLANTED_ON.date() - datetime.timedelta(days=chance.randint(0, 900)),
    )


def _memberships(
    towns: list[Organisation], associations: list[Organisation], chance: random.Random
) -> list[AssociationMembership]:
    memberships = []
    for number, town in enumerate(towns):
        own = associations[number % len(associations)]
        joined = [own]
        if chance.random() < SECOND_MEMBERSHIP and len(associations) > 1:
            joined.append(chance.choice([each for each in associations if each is not own]))
        for association in joined:
            from_on = _day_before(PLANTED_ON, chance, least=700, most=7000)
            has_ended = association is not own and chance.random() < ENDED_MEMBERSHIP / (
                SECOND_MEMBERSHIP
            )
            until_on = _day_before(PLANTED_ON, chance, least=1, most=600) if has_ended else None
            memberships.append(
                AssociationMembership(
                    association=association, member=town, from_on=from_on, until_on=until_on
                )
            )
    return memberships


def _person(seed: int, number: int, chance: random.Random) -> Person:
    has_address = chance.random() >= WITHOUT_ADDRESS
    return Person(
        name=invent_person(chance),
        email=f"planted-{seed}-{number}@{MAIL_DOMAIN}" if has_address else None,
        password=UNUSABLE_PASSWORD,
        joined_at=PLANTED_ON - datetime.timedelta(days=chance.randint(0, 2000)),
    )


def _appointments(
    persons: list[Person],
    towns: list[Organisation],
    associations: list[Organisation],
    chance: random.Random,
) -> list[Appointment]:
    """The first persons work at the associations, so that each has editors; then towns in turn."""
    at_associations = max(len(associations) * EDITORS, int(len(persons) * AT_AN_ASSOCIATION))
    appointments = []
    for number, person in enumerate(persons):
        places = associations if number < at_associations else towns
        place = places[number % len(places)]
        has_left = places is towns and chance.random() < LEFT
        appointments.append(_appointment(person, place, chance, has_left=has_left))
        if chance.random() < SECOND_POST:
            appointments.append(_appointment(person, chance.choice(towns), chance))
    return appointments


def _appointment(
    person: Person, place: Organisation, chance: random.Random, *, has_left: bool = False
) -> Appointment:
    post, level = chance.choice(POSTS)
    return Appointment(
        person=person,
        organisation=place,
        post=post,
        level=level,
        from_on=_day_before(PLANTED_ON, chance, least=400, most=4000),
        until_on=_day_before(PLANTED_ON, chance, least=1, most=300) if has_left else None,
    )


def _adapt_to_place(persons: list[Person], appointments: list[Appointment]) -> None:
    """Language and time zone are those of the country in which a person has the first post."""
    countries = {country.code: country for country in COUNTRIES}
    for appointment in reversed(appointments):
        country = countries[str(appointment.organisation.country)]
        appointment.person.language = country.language
        appointment.person.time_zone = country.time_zone
    Person.objects.bulk_update(persons, ["language", "time_zone"], batch_size=BATCH // 4)


def _give_roles(appointments: list[Appointment], associations: list[Organisation]) -> None:
    """Two editors for each association, and a contact for each town that somebody works in."""
    held = [each for each in appointments if each.until_on is None]
    editors: dict[int, list[Appointment]] = {each.pk: [] for each in associations}
    contacts: dict[int, Appointment] = {}
    for appointment in held:
        if appointment.organisation_id not in editors:
            contacts.setdefault(appointment.organisation_id, appointment)
        elif len(editors[appointment.organisation_id]) < EDITORS:
            editors[appointment.organisation_id].append(appointment)
    grants = [_grant(each, ORGANISATION_CONTACT.key) for each in contacts.values()]
    memberships: list[Model] = []
    in_group = Person.groups.through
    for association in associations:
        group = make_association_editors(association).group
        for appointment in editors[association.pk]:
            grants.append(_grant(appointment, ASSOCIATION_EDITOR.key))
            memberships.append(in_group(person_id=appointment.person_id, group_id=group.pk))
    _write(grants)
    _write(memberships)


def _grant(appointment: Appointment, role: str) -> RoleGrant:
    return RoleGrant(
        person_id=appointment.person_id,
        role=role,
        organisation_id=appointment.organisation_id,
        appointment=appointment,
        given_at=PLANTED_ON,
        confirmed_at=PLANTED_ON,
    )


def _day_before(
    moment: datetime.datetime, chance: random.Random, *, least: int, most: int
) -> datetime.date:
    return (moment - datetime.timedelta(days=chance.randint(least, most))).date()
