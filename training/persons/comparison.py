"""Two persons side by side, as far as whoever compares may know of them."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from people.models import Person
from training.models import Resemblance
from training.persons.comparing import Reason
from training.persons.permissions import posts_told_to, trainings_told_to


@dataclass
class Side:
    """One of the two: posts and trainings."""

    person: Person
    posts: list[tuple[str, str]] = field(default_factory=list)
    trainings: list[Any] = field(default_factory=list)


def sides_of(viewer: Person, *persons: Person) -> list[Side]:
    """Each of `persons` with what `viewer` keeps of them; queries do not grow with it."""
    numbers = [person.pk for person in persons]
    posts = posts_told_to(viewer, numbers)
    rows = trainings_told_to(viewer).filter(entered_as__in=numbers)
    trainings: dict[int, list[Any]] = defaultdict(list)
    for row in rows.select_related("event").order_by("event__starts_at", "pk"):
        trainings[row.entered_as_id].append(row)
    return [Side(one, posts.get(one.pk, []), trainings[one.pk]) for one in persons]


def reasons_of(resemblance: Resemblance) -> list[str]:
    """The reasons in words; those that are called otherwise since are left out."""
    known = {reason.value: reason for reason in Reason}
    return [str(known[key].label) for key in resemblance.reasons if key in known]
