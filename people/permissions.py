"""What a person's roles allow: for whom they edit, and which of Wagtail's groups count for them.

The grants that hold today are the one truth (decision 0013); Wagtail's groups follow them.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Exists, Q, QuerySet

from people.held import roles_held_by
from people.models import Person, RoleGrant
from people.roles import ASSOCIATION_EDITOR, PROGRAMME_EDITOR, Role


@dataclass(frozen=True)
class EditorRoles:
    """Whom a person edits for."""

    association_ids: frozenset[int]
    is_for_programme: bool


def editor_roles_of(person: Person) -> EditorRoles:
    """Whom the person edits for by grants that hold today."""
    return EditorRoles(
        association_ids=organisation_ids_held(person, ASSOCIATION_EDITOR),
        is_for_programme=any(one.role == PROGRAMME_EDITOR.key for one in roles_held_by(person)),
    )


def organisation_ids_held(person: Person, role: Role) -> frozenset[int]:
    """Organisations for which the person holds `role` today."""
    held = (one.organisation_id for one in roles_held_by(person) if one.role == role.key)
    return frozenset(pk for pk in held if pk is not None)


def edited_association_ids(person: Person) -> frozenset[int]:
    """Associations whose pages the person edits."""
    return editor_roles_of(person).association_ids


def is_programme_editor(person: Person) -> bool:
    """Whether the person edits for the programme."""
    return editor_roles_of(person).is_for_programme


def may_choose_persons(editor: Person) -> bool:
    """Whether the person edits for anybody: who does not has no use for names of persons."""
    roles = editor_roles_of(editor)
    return editor.is_superuser or roles.is_for_programme or bool(roles.association_ids)


def groups_in_force(person: Any) -> QuerySet[Group]:
    """The person's groups in Wagtail, without those of editors for which no grant holds today.

    A post may have run out at midnight, or somebody put a person into a group by hand.
    """
    grants = RoleGrant.objects.holding().filter(person=person.pk)
    associations = grants.filter(role=ASSOCIATION_EDITOR.key).values("organisation_id")
    edits_for_programme = Exists(grants.filter(role=PROGRAMME_EDITOR.key))
    groups: QuerySet[Group] = person.groups.filter(
        Q(role_group=None)
        | Q(role_group__association__in=associations)
        | Q(role_group__isnull=False, role_group__association=None) & edits_for_programme
    )
    return groups
