"""Who asks for an exceptional opening, who is the second person, and who opens (R7, P04).

Administrators ask. The second person is another administrator or an editor of the programme; what
they allow opens for the asker alone.
"""

import uuid
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from pages.permissions import one_or_404
from people.breaking_glass.states import OpeningState
from people.granting.permissions import with_account
from people.models import ExceptionalOpening, Person
from people.models.exceptional_opening import ANSWERED_WITHIN
from people.permissions import is_programme_editor
from people.querysets import editors_for_programme


def can_ask(person: Any) -> bool:
    """Whether `person` may ask at all."""
    return bool(person.is_active and person.is_superuser)


def can_be_second(person: Any) -> bool:
    """Whether `person` is one who decides on what others ask."""
    return bool(person.is_active and (person.is_superuser or is_programme_editor(person)))


def second_persons(asker: Person) -> QuerySet[Person]:
    """Who is there to decide. Twin of `can_be_second`."""
    may = Q(is_superuser=True) | Q(pk__in=editors_for_programme())
    return with_account().filter(may).exclude(pk=asker.pk)


def waiting_for(person: Any) -> QuerySet[ExceptionalOpening]:
    """What waits for `person` as the second one, oldest first; no query for who is none."""
    if not can_be_second(person):
        return ExceptionalOpening.objects.none()
    waiting = ExceptionalOpening.objects.filter(
        state=OpeningState.WAITING, asked_at__gt=timezone.now() - ANSWERED_WITHIN
    )
    return waiting.exclude(asked_by=person).order_by("asked_at", "pk")


def check_may_ask(person: Person) -> None:
    """Raise Http404 for everybody but administrators."""
    if not can_ask(person):
        raise Http404


def get_opening_for(person: Person, pk: uuid.UUID) -> ExceptionalOpening:
    """The guarded door to what somebody asked: for the asker, and for who decides while it waits;
    else Http404.
    """
    own = Q(asked_by=person) if can_ask(person) else Q(pk__in=[])
    waiting = Q(pk__in=waiting_for(person).values("pk"))
    rows = ExceptionalOpening.objects.filter(own | waiting).select_related("asked_by")
    return one_or_404(rows, pk)


def get_opening_to_read_for(person: Person, pk: uuid.UUID) -> ExceptionalOpening:
    """The guarded door to the record itself: for the asker, while it is allowed; else Http404."""
    rows = ExceptionalOpening.objects.filter(asked_by=person, state=OpeningState.ALLOWED)
    found = one_or_404(rows, pk)
    if not (can_ask(person) and found.is_open):
        raise Http404
    return found
