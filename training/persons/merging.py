"""Merging two entries of one person, undoing it, and saying that two are two.

Nothing merges by itself, and no row is lost: `Participation.entered_as` never changes, `person`
follows the merges in force, and so do the duties that these trainings opened; certificates hang on
the row itself. Persons are locked before courses, each in the order of their numbers.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from pages.moving import NotAnyMore
from people.audit import record
from people.models import Person
from training.cascade.counting import hold_course, recount
from training.models import Course, Duty, Merge, Participation, Resemblance

from .knowing import group_of, head_in, heads


@transaction.atomic
def merge(*, by: Person, kept: Person, other: Person) -> Merge:
    """Lets `other`, and all who count as they do, count as `kept` counts.

    Raises NotAnyMore where the two count as one already, or one is merged elsewhere meanwhile.
    """
    _hold_persons({kept.pk, other.pk})
    of_heads = heads()
    if kept.pk in of_heads or other.pk in of_heads or kept.pk == other.pk:
        raise NotAnyMore
    if by.pk in (kept.pk, other.pk):
        raise NotAnyMore
    moved = group_of(other.pk, of_heads)
    made = Merge.objects.create(kept=kept, other=other, by=by)
    _let_count_as(moved, kept.pk)
    record("training.merged", by=by, thing=made, person=other)
    return made


@transaction.atomic
def undo(*, by: Person, merge: Merge) -> None:
    """Lets the two count by themselves again; later merges of either stay."""
    _hold_persons({merge.kept_id, merge.other_id})
    changed = Merge.objects.filter(pk=merge.pk, undone_at=None).update(
        undone_at=timezone.now(), undone_by=by
    )
    if not changed:
        raise NotAnyMore
    apart = group_of(merge.other_id, heads())
    _let_count_as(apart, merge.other_id)
    record("training.merge-undone", by=by, thing=merge, person=merge.other)


@transaction.atomic
def say_not_the_same(*, by: Person, resemblance: Resemblance) -> None:
    """The two are two persons: they are suggested to nobody again."""
    rows = Resemblance.objects.filter(pk=resemblance.pk, not_the_same_at=None)
    if not rows.update(not_the_same_at=timezone.now(), not_the_same_by=by):
        raise NotAnyMore
    record("training.not-the-same", by=by, thing=resemblance)


def known_as(persons: Collection[int]) -> dict[int, int]:
    """Whom each counts as today: `Participation.person` of a row that is entered; one query."""
    into = dict(Merge.objects.filter(undone_at=None).values_list("other_id", "kept_id"))
    return {person: head_in(into, person) for person in persons}


def _hold_persons(numbers: set[int]) -> None:
    # Without the key, so that a row which only points at the person need not wait.
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=numbers).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _let_count_as(persons: set[int], head: int) -> None:
    rows = Participation.objects.filter(entered_as__in=persons)
    courses = Course.objects.filter(editions__events__participations__in=rows)
    held = list(courses.order_by("pk").distinct())
    for course in held:
        hold_course(course)
    rows.update(person=head)
    # By the key of the benefit, which no merge changes: undoing finds the same duties again.
    Duty.objects.filter(benefit__in=[row.benefit_key for row in rows]).update(person=head)
    for course in held:
        recount(course)
