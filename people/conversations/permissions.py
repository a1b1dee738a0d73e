"""Who may write to whom, and the guarded doors to conversations."""

import uuid
from typing import Any

from django.http import Http404

from people.directory.permissions import get_person_for
from people.models import Block, Message, Participant, Person


def get_participation_for(person: Any, conversation_id: uuid.UUID) -> Participant:
    """The guarded door to a conversation: the own part in it; else Http404, for editors too."""
    own = Participant.objects.select_related("conversation__organisation")
    participation = own.filter(person=person, conversation=conversation_id).first()
    if participation is None:
        raise Http404
    return participation


def get_other_for(person: Any, pk: int) -> Person:
    """The guarded door to somebody whom `person` may write to: whom they may find, not oneself."""
    if pk == person.pk:
        raise Http404
    return get_person_for(person, pk)


def get_person_to_block_for(person: Any, pk: int) -> Person:
    """The guarded door to whom `person` may block: whom they may find, or who wrote to them."""
    other = Person.objects.filter(pk=pk).exclude(pk=person.pk).first()
    if other is None or not (_has_met(person, other) or is_listed(person, other)):
        raise Http404
    return other


def is_listed(person: Any, other: Person) -> bool:
    """Whether `person` may find `other`."""
    return Person.objects.listed_for(person).filter(pk=other.pk).exists()


def _has_met(person: Any, other: Person) -> bool:
    if Block.objects.filter(by=person, person=other).exists():
        return True
    own = Participant.objects.filter(person=person).values("conversation_id")
    return Message.objects.filter(conversation__in=own, by=other).exists()


def has_blocked(person: Any, other: Person) -> bool:
    """Whether `person` is sent nothing by `other` any more."""
    return Block.objects.filter(by=person, person=other).exists()
