"""What a person's groups allow them: the roles that exist so far.

Until roles become bundles of their own, an association's editors are one Wagtail group each and the
programme's editors are one group; `RoleGroup` says which group stands for what.
"""

from people.models import Person, RoleGroup


def edited_association_ids(person: Person) -> set[int]:
    """Associations whose pages the person edits."""
    rows = RoleGroup.objects.filter(group__user=person, association__isnull=False)
    return set(rows.values_list("association_id", flat=True))


def is_programme_editor(person: Person) -> bool:
    """Whether the person edits for the programme."""
    return RoleGroup.objects.filter(group__user=person, association__isnull=True).exists()


def can_read_for_all_associations(person: Person) -> bool:
    """Programme staff and administrators read what any association tells its members (2A)."""
    return person.is_superuser or is_programme_editor(person)


