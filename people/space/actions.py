"""What the editors of an association do with what is theirs: members, groups, settings."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from people.actions import make_association_editors
from people.audit import record
from people.models import (
    AssociationMembership,
    ClosedGroup,
    Organisation,
    Person,
    SpaceSettings,
)
from people.space.making import bring_approval_in_line


@transaction.atomic
def add_member(
    *, by: Person, association: Organisation, member: Organisation, from_on: datetime.date
) -> AssociationMembership:
    """Make `member` one from `from_on` on; while it is one, again gives the same membership."""
    membership, is_new = AssociationMembership.objects.get_or_create(
        association=association, member=member, until_on=None, defaults={"from_on": from_on}
    )
    if is_new:
        record("people.member-added", by=by, thing=membership, organisation=association)
    return membership


@transaction.atomic
def end_membership(
    *, by: Person, membership: AssociationMembership, until_on: datetime.date
) -> None:
    """Let `until_on` be the last day; what hangs on it ends with the day after."""
    membership.until_on = until_on
    membership.save(update_fields=["until_on"])
    record("people.membership-ended", by=by, thing=membership, organisation=membership.association)


@transaction.atomic
def change_space(
    *,
    by: Person,
    association: Organisation,
    colour: str,
    is_approved_by_two: bool,
    days_to_approve: int,
) -> None:
    """Set the colour, and whether a second person approves what is published there."""
    before = SpaceSettings.objects.select_for_update().get(association=association)
    was_by_two = before.is_approved_by_two
    before.colour = colour
    before.is_approved_by_two = is_approved_by_two
    before.days_to_approve = days_to_approve
    before.save()
    if was_by_two != is_approved_by_two:
        record(
            "people.approval-by-two" if is_approved_by_two else "people.approval-by-one",
            by=by,
            organisation=association,
        )
        bring_approval_in_line(make_association_editors(association))


@transaction.atomic
def make_group(*, by: Person, association: Organisation, name: str) -> ClosedGroup:
    """A closed group of this association, with the one who made it in it."""
    group = ClosedGroup.objects.create(name=name, association=association)
    group.members.add(by)
    record("people.group-made", by=by, thing=group, organisation=association)
    return group


@transaction.atomic
def put_into_group(*, by: Person, group: ClosedGroup, persons: Iterable[Person]) -> None:
    """Let `persons` read what is closed to the group, with the next request."""
    present = set(group.members.values_list("pk", flat=True))
    for person in persons:
        if person.pk not in present:
            group.members.add(person)
            record(
                "people.group-joined",
                by=by,
                thing=group,
                person=person,
                organisation=group.association,
            )


@transaction.atomic
def take_out_of_group(*, by: Person, group: ClosedGroup, persons: Iterable[Person]) -> None:
    """Close to `persons` what is closed to the group, with the next request."""
    for person in group.members.filter(pk__in=[one.pk for one in persons]):
        group.members.remove(person)
        record(
            "people.group-left", by=by, thing=group, person=person, organisation=group.association
        )
