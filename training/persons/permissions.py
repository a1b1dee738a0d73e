"""Of whose entries somebody may know, to find them again and to merge them; 404 for all others.

Who edits for the programme knows all participants; who edits for an association, and who leads
its trainings, those of these trainings; an association's editor its officers and its members' too.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from people.models import Appointment, Person
from people.permissions import edited_association_ids, is_programme_editor
from people.querysets import members_of_today
from training.models import Merge, Participation, Resemblance, Role
from training.states import ParticipationState


def organisers_led_by(person: Person) -> set[int]:
    """Whose trainings the person has led; one query."""
    led = Participation.objects.filter(
        person=person, role=Role.LEAD, state=ParticipationState.ATTENDED
    )
    return set(led.values_list("event__organiser_id", flat=True))


def keeps_persons(person: Any) -> bool:
    """Whether there is anything for `person` in these pages."""
    if not getattr(person, "is_authenticated", False):
        return False
    is_editor = is_programme_editor(person) or bool(edited_association_ids(person))
    return is_editor or bool(organisers_led_by(person))


def persons_comparable_by(person: Person) -> QuerySet[Person]:
    """Whose entries `person` may compare; nobody for who neither edits nor leads."""
    active = Person.objects.filter(is_active=True)
    if is_programme_editor(person):
        part = Participation.objects.values("entered_as_id")
        return active.filter(Q(pk__in=part) | Q(pk__in=Appointment.objects.values("person_id")))
    edited = edited_association_ids(person)
    organisers = edited | organisers_led_by(person)
    taken_part = Participation.objects.filter(event__organiser__in=organisers)
    members = members_of_today(edited)
    officers = Appointment.objects.filter(Q(organisation__in=edited) | Q(organisation__in=members))
    return active.filter(
        Q(pk__in=taken_part.values("entered_as_id"))
        | Q(pk__in=taken_part.values("person_id"))
        | Q(pk__in=officers.values("person_id"))
    )


def posts_told_to(viewer: Person, persons: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    """Organisation and function of each of `persons`, as far as `viewer` keeps them: by posts in
    organisations they edit for, and by trainings whose organiser they edit or lead for.
    """
    posts = Appointment.objects.filter(person__in=persons)
    rows = trainings_told_to(viewer).filter(entered_as__in=persons)
    if not is_programme_editor(viewer):
        edited = edited_association_ids(viewer)
        members = members_of_today(edited)
        posts = posts.filter(Q(organisation__in=edited) | Q(organisation__in=members))
    told: dict[int, list[tuple[str, str]]] = defaultdict(list)
    held = posts.order_by("pk").values_list("person_id", "organisation__name", "post")
    taken = rows.order_by("entered_at", "pk")
    for person, organisation, function in (
        *held,
        *taken.values_list("entered_as_id", "organisation__name", "function"),
    ):
        line = (organisation or "", function)
        if any(line) and line not in told[person]:
            told[person].append(line)
    return told


def trainings_told_to(viewer: Person) -> QuerySet[Participation]:
    """Participations in trainings of the organisers the viewer edits or leads for."""
    if is_programme_editor(viewer):
        return Participation.objects.all()
    organisers = edited_association_ids(viewer) | organisers_led_by(viewer)
    return Participation.objects.filter(event__organiser__in=organisers)


def open_resemblances_for(person: Person) -> QuerySet[Resemblance]:
    """Those still to be decided: neither said to be two, nor merged into anybody meanwhile."""
    merged = Merge.objects.filter(undone_at=None).values("other_id")
    rows = resemblances_for(person).filter(not_the_same_at=None)
    return rows.exclude(one__in=merged).exclude(other__in=merged)


def resemblances_for(person: Person) -> QuerySet[Resemblance]:
    """Pairs both of whom the person may know of, and of neither of which they are one."""
    known = persons_comparable_by(person).order_by().values("pk")
    rows = Resemblance.objects.filter(one__in=known, other__in=known)
    return rows.exclude(one=person).exclude(other=person)


def merges_for(person: Person) -> QuerySet[Merge]:
    """Merges of such pairs, undone ones too."""
    known = persons_comparable_by(person).order_by().values("pk")
    rows = Merge.objects.filter(kept__in=known, other__in=known)
    return rows.exclude(kept=person).exclude(other=person)


def get_resemblance_for(person: Person, pk: uuid.UUID) -> Resemblance:
    """The guarded door to two who may be one; else Http404."""
    found = resemblances_for(person).select_related("one", "other").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def get_merge_for(person: Person, pk: uuid.UUID) -> Merge:
    """The guarded door to a merge; else Http404."""
    found = merges_for(person).select_related("kept", "other").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
