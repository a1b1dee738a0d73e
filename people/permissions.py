"""What a person's groups allow them: the roles that exist so far.

Until roles become bundles of their own, an association's editors are one Wagtail group each and the
programme's editors are one group; `RoleGroup` says which group stands for what.
"""

from dataclasses import dataclass

from people.models import Person, RoleGroup


@dataclass(frozen=True)
class EditorRoles:
    """Whom a person edits for."""

    association_ids: frozenset[int]
    is_for_programme: bool


def editor_roles_of(person: Person) -> EditorRoles:
    """The editors' groups the person is in; one query."""
    rows = RoleGroup.objects.filter(group__user=person)
    ids = set(rows.values_list("association_id", flat=True))
    return EditorRoles(
        association_ids=frozenset(pk for pk in ids if pk is not None),
        is_for_programme=None in ids,
    )


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
