"""Who is in an organisation: names, posts, roles and whether they can sign in; no address."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from people.granting.actions import is_confirmed_alone
from people.granting.permissions import (
    Reach,
    can_confirm,
    can_end,
    grants_of,
    people_of,
    role_of,
    roles_to_give,
)
from people.joining.querysets import invited_among, invited_to
from people.models import Appointment, Invitation, Organisation, Person, RoleGrant

PAGE_SIZE = 20


@dataclass(frozen=True)
class HeldRole:
    """A role of a person: what it is and where it stands; `url` is empty where nothing is to do."""

    label: str
    sentence: str
    grant: RoleGrant
    is_waiting: bool
    is_alone: bool
    can_confirm: bool
    url: str


@dataclass(frozen=True)
class RosterEntry:
    """One line of the list. `give_url` is empty where no role can be given, `url` where the reader
    does not find the person in the directory.
    """

    person: Person
    url: str
    state: str
    posts: list[Appointment]
    roles: list[HeldRole]
    give_url: str


def persons_after(organisation: Organisation, last: int | None) -> list[Person]:
    """One page of the people there by name, and one person more where the list goes on.

    `last` is the number of the last person shown.
    """
    people = people_of(organisation).order_by("name", "pk")
    shown = Person.objects.filter(pk=last).values_list("name", flat=True).first() if last else None
    if shown is not None:
        people = people.filter(Q(name__gt=shown) | Q(name=shown, pk__gt=last))
    return list(people[: PAGE_SIZE + 1])


def roster(
    persons: list[Person], *, organisation: Organisation, reach: Reach, reader: Person
) -> list[RosterEntry]:
    """The lines of these persons; four queries however many they are."""
    posts, grants = defaultdict(list), defaultdict(list)
    held = Appointment.objects.holding_on().filter(organisation=organisation, person__in=persons)
    for post in held.order_by("from_on", "pk"):
        posts[post.person_id].append(post)
    given = RoleGrant.objects.open().filter(grants_of(organisation), person__in=persons)
    for grant in given.select_related("given_by", "confirmed_by").order_by("given_at", "pk"):
        grants[grant.person_id].append(_held_role(grant, reach))
    invited = invited_among(persons, organisation)
    listed = Person.objects.listed_for(reader).filter(pk__in=[one.pk for one in persons])
    found = set(listed.values_list("pk", flat=True))
    offered = {role.key for role in roles_to_give(reach, organisation)}
    entries = []
    for person in persons:
        held_keys = {role.grant.role for role in grants[person.pk]}
        can_be_given = bool(offered - held_keys and posts[person.pk] and can_sign_in(person))
        # Nobody gives a role to themselves.
        is_self = person.pk == reach.person_id
        give = reverse("give_role", args=[organisation.pk, person.pk])
        entries.append(
            RosterEntry(
                person=person,
                url=reverse("person", args=[person.pk]) if person.pk in found else "",
                state=_("is invited") if person.pk in invited else state_of(person),
                posts=posts[person.pk],
                roles=grants[person.pk],
                give_url=give if can_be_given and not is_self else "",
            )
        )
    return entries


def invited_here(organisation: Organisation) -> tuple[list[Invitation], int]:
    """Who is invited and not in the list yet: the newest, one page of them, and how many in all."""
    held = Appointment.objects.holding_on().filter(organisation=organisation)
    not_here = invited_to(organisation).exclude(
        person__isnull=False, person__in=held.values("person_id")
    )
    return list(not_here[:PAGE_SIZE]), not_here.count()


def can_sign_in(person: Any) -> bool:
    """Whether the person has an account that is open. Twin of `permissions.with_account`."""
    return bool(
        person.is_active and person.email and person.password and person.has_usable_password()
    )


def state_of(person: Person) -> str:
    """Whether somebody can sign in, in words."""
    if not person.is_active:
        return _("account closed")
    return _("has an account") if can_sign_in(person) else _("no account yet")


def _held_role(grant: RoleGrant, reach: Reach) -> HeldRole:
    role = role_of(grant)
    may_confirm = can_confirm(reach, grant)
    return HeldRole(
        label=capfirst(str(role.label)),
        sentence=str(role.sentence),
        grant=grant,
        is_waiting=grant.confirmed_at is None,
        is_alone=is_confirmed_alone(grant),
        can_confirm=may_confirm,
        url=reverse("role", args=[grant.pk]) if may_confirm or can_end(reach, grant) else "",
    )
