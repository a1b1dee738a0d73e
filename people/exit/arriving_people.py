"""Persons and organisations out of an archive."""

from django.core.exceptions import ValidationError

from people.exit.archive import Row
from people.exit.inward import Inward
from people.fields import FormerMember
from people.models import (
    Appointment,
    AssociationMembership,
    ClosedGroup,
    Organisation,
    Person,
    SeenBy,
    SpaceSettings,
)


def person(into: Inward, row: Row) -> None:
    """Somebody without an account; who has one here already under that address is that person.

    Nothing of them is shown to anybody, but for what the archive has because they show it to their
    association.
    """
    known = Person.objects.filter(email__iexact=row["email"]).first() if row["email"] else None
    if known is None:
        shown = SeenBy.ASSOCIATION if row["email"] else SeenBy.NOBODY
        known = Person(
            name=FormerMember() if row["name"] is None else row["name"],
            email=row["email"],
            is_active=row["is_active"],
            name_seen_by=shown,
            email_seen_by=shown,
        )
        known.set_unusable_password()
        if row["name"] is not None:
            known.full_clean(exclude=["password"])
        known.save()
    into.numbers["persons"][row["number"]] = known.pk


def organisation(into: Inward, row: Row) -> None:
    names = {"name", "kind", "country", "region", "population", "area_km2", "about", "website"}
    one = Organisation(
        **{name: row[name] for name in names},
        external_id=row["external_id"],
        confirmed_on=row["confirmed_on"],
        confirmed_by=into.person(row["confirmed_by"]),
    )
    one.full_clean()
    one.save()
    into.numbers["organisations"][row["number"]] = one.pk


def membership(into: Inward, row: Row) -> None:
    one = AssociationMembership(
        association=into.association,
        member_id=into.numbers["organisations"][row["member"]],
        from_on=row["from_on"],
        until_on=row["until_on"],
    )
    one.full_clean()
    one.save()


def appointment(into: Inward, row: Row) -> None:
    one = Appointment(
        person_id=into.numbers["persons"][row["person"]],
        organisation_id=into.numbers["organisations"][row["organisation"]],
        post=row["post"],
        level=row["level"],
        supervisor_id=into.of("persons", row["supervisor"]),
        from_on=row["from_on"],
        until_on=row["until_on"],
    )
    one.full_clean()
    one.save()


def group(into: Inward, row: Row) -> None:
    one = ClosedGroup(name=row["name"], association=into.association)
    one.full_clean()
    one.save()
    one.members.set([into.numbers["persons"][number] for number in row["members"]])
    into.groups[row["number"]] = one.pk


def space(into: Inward, row: Row) -> None:
    if SpaceSettings.objects.exists():
        raise ValidationError("There is one row at most.")
    one = SpaceSettings(association=into.association, **row)
    one.full_clean()
    one.save()
