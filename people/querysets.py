"""Questions about persons and what waits for them."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet

from pages.registries import DeskLine, desk_lines
from people.models import Appointment, AssociationMembership, Organisation, Person, RoleGroup
from people.permissions import editor_roles_of


def lines_of_the_desk(person: Any) -> list[DeskLine]:
    """What every room has for this person, soonest first, undated last."""
    lines = [line for room in desk_lines for line in room(person)]
    return sorted(lines, key=lambda line: (line.due_on or datetime.date.max, line.title))


def reachable_persons() -> QuerySet[Person]:
    """Those with an active account or record and an e-mail address."""
    return Person.objects.filter(is_active=True, email__isnull=False)


def choosable_by(editor: Person) -> QuerySet[Person]:
    """Persons whom the CMS may name to this editor when one is to be chosen.

    All for the programme's editors and administrators. For an association's: who today holds a post
    in it or in a member of it, and who edits for it. For everybody else nobody.
    """
    roles = editor_roles_of(editor)
    if editor.is_superuser or roles.is_for_programme:
        return Person.objects.all()
    own = roles.association_ids
    joined = AssociationMembership.objects.holding_on().filter(association_id__in=own)
    posts = Appointment.objects.holding_on().filter(
        Q(organisation_id__in=own) | Q(organisation_id__in=joined.values("member_id"))
    )
    editors = Person.objects.filter(groups__role_group__association_id__in=own)
    return Person.objects.filter(
        Q(pk__in=posts.values("person_id")) | Q(pk__in=editors.values("pk"))
    )


def who_answers(
    *, post: str, organisation: Organisation | None, person: Person | None
) -> list[Person]:
    """Whom a question reaches: who holds the post today, else the person, else the editors.

    A person who has left the organisation is not asked any more. The editors are those of the
    organisation, of an association it belongs to, or of the programme: the nearest that are there.
    """
    holders = _holders_of(post, organisation)
    if person is not None and person in holders:
        return [person]
    if holders:
        return holders
    if person is not None and _still_answers(person, organisation):
        return [person]
    for role in roles_answering_for(organisation):
        editors = list(reachable_persons().filter(groups=role.group).order_by("pk"))
        if editors:
            return editors
    return []


def roles_answering_for(organisation: Organisation | None) -> list[RoleGroup]:
    """Groups of editors that answer for an organisation, nearest first; the programme's is last."""
    roles = RoleGroup.objects.select_related("group")
    programme = list(roles.filter(association=None))
    if organisation is None:
        return programme
    joined = organisation.memberships_held.holding_on().values_list("association_id", flat=True)
    own = list(roles.filter(association=organisation))
    return [*own, *roles.filter(association__in=joined).order_by("association__name"), *programme]


def _holders_of(post: str, organisation: Organisation | None) -> list[Person]:
    if not post or organisation is None:
        return []
    held = Appointment.objects.holding_on().filter(organisation=organisation, post__iexact=post)
    return list(reachable_persons().filter(appointments__in=held).distinct().order_by("pk"))


def _still_answers(person: Person, organisation: Organisation | None) -> bool:
    if not reachable_persons().filter(pk=person.pk).exists():
        return False
    if organisation is None:
        return True
    return person.appointments.holding_on().filter(organisation=organisation).exists()
