"""Who may do what with a training (safeguards 2B); participants' names are for few.

Title, dates, place and trainers are for all who are signed in, a summary for visitors. The list of
who took part is for who keeps the training; an association's editors see names and attendance of
their own people in it, each participant their own row, the programme all of it for a stated
purpose, which is noted. Administrators see none of it.
"""

import uuid
from typing import Any

from django.http import Http404

from pages.permissions import one_or_404
from people.models import Person
from people.permissions import editor_roles_of, is_programme_editor
from training.models import Certificate, Course, Event, Participation
from training.querysets import events_kept_by, organisations_kept_by, organisers_for


def can_keep_list(person: Any, event: Event) -> bool:
    """Whether `person` enters who took part: who made the training, teaches in it, or answers for
    its organiser. Twin of `events_kept_by`.
    """
    return person.is_authenticated and events_kept_by(person).filter(pk=event.pk).exists()


def can_keep_event(person: Any, event: Event) -> bool:
    """Whether `person` changes title, dates and state: who keeps the list, and the programme."""
    return person.is_authenticated and (is_programme_editor(person) or can_keep_list(person, event))


def can_read_for_a_purpose(person: Any) -> bool:
    """Whether `person` may read lists after saying what for (noted, R8)."""
    return person.is_authenticated and is_programme_editor(person)


def edits_for_an_association(person: Any) -> bool:
    return person.is_authenticated and bool(editor_roles_of(person).association_ids)


def can_enter_trainings(person: Any) -> bool:
    """Whether there is an organisation in whose name `person` may enter one."""
    return person.is_authenticated and organisers_for(person).exists()


def can_keep_course(person: Any, course: Course) -> bool:
    """Who made it, who answers for its organisation, and the programme."""
    if not person.is_authenticated:
        return False
    if course.made_by_id == person.pk or is_programme_editor(person):
        return True
    return organisations_kept_by(person).filter(pk=course.organisation_id).exists()


def get_event(pk: uuid.UUID) -> Event:
    """Any training: its summary is for everyone; else Http404."""
    return one_or_404(Event.objects.select_related("edition__course", "organiser"), pk)


def get_event_to_keep_for(person: Person, pk: uuid.UUID) -> Event:
    """The guarded door to changing a training; else Http404."""
    event = get_event(pk)
    if not can_keep_event(person, event):
        raise Http404
    return event


def get_list_to_keep_for(person: Person, pk: uuid.UUID) -> Event:
    """The guarded door to entering who took part; else Http404."""
    event = get_event(pk)
    if not can_keep_list(person, event):
        raise Http404
    return event


def get_course_to_keep_for(person: Person, pk: int) -> Course:
    """The guarded door to changing a course; else Http404."""
    course = Course.objects.filter(pk=pk).first()
    if course is None or not can_keep_course(person, course):
        raise Http404
    return course


def get_row_to_keep_for(person: Person, pk: uuid.UUID) -> Participation:
    """The guarded door to changing one row of a list; else Http404."""
    kept = Participation.objects.filter(event__in=events_kept_by(person))
    return one_or_404(kept.select_related("event__edition__course", "person", "organisation"), pk)


def get_certificate_for(person: Person, pk: uuid.UUID) -> Certificate:
    """The guarded door to a certificate: whose it is, and who keeps its training; else Http404."""
    rows = Certificate.objects.select_related("participation__event", "participation__person")
    found = one_or_404(rows, pk)
    is_own = found.participation.person_id == person.pk
    if not is_own and not can_keep_list(person, found.participation.event):
        raise Http404
    return found


def get_certificate_to_revoke_for(person: Person, pk: uuid.UUID) -> Certificate:
    """The guarded door to revoking: who keeps its training; else Http404."""
    found = get_certificate_for(person, pk)
    if not can_keep_list(person, found.participation.event):
        raise Http404
    return found
