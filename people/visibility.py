"""Which fields of a person somebody may see.

The twin for lists, where a field narrows or orders, is `Person.objects.listed_for` and `.showing`.
"""

from collections.abc import Iterable
from typing import Any

from people.models import Person, SeenBy
from people.models.person_queryset import persons_near
from people.models.profile import FIELDS

ALL_FIELDS = frozenset(FIELDS)
NOTHING: frozenset[str] = frozenset()


def visible_fields(viewer: Any, person: Person) -> frozenset[str]:
    """Which of "name", "organisation", "post", "email", "phone", "languages", "themes", "about".

    Empty where the viewer may not know of the person at all: answer like for nobody (R3). All for
    oneself (R6). Two queries; for many persons ask `visible_fields_of`.
    """
    return visible_fields_of([person], viewer)[person.pk]


def visible_fields_of(persons: Iterable[Person], viewer: Any) -> dict[int, frozenset[str]]:
    """`visible_fields` of each, by their number; two queries however many they are."""
    by_number = {person.pk: person for person in persons}
    if not getattr(viewer, "is_authenticated", False):
        return dict.fromkeys(by_number, NOTHING)
    near = {
        seen_by: set(numbers.filter(person__in=by_number).values_list("person_id", flat=True))
        for seen_by, numbers in persons_near(viewer).items()
    }
    seen = {}
    for number, person in by_number.items():
        reached = {seen_by for seen_by, numbers in near.items() if number in numbers}
        seen[number] = _fields_open_to({*reached, SeenBy.SIGNED_IN}, person)
    if viewer.pk in seen:
        seen[viewer.pk] = ALL_FIELDS
    return seen


def _fields_open_to(reached: set[SeenBy], person: Person) -> frozenset[str]:
    if not person.is_active or person.name_seen_by not in reached:
        return NOTHING
    return frozenset(field for field in FIELDS if getattr(person, f"{field}_seen_by") in reached)
