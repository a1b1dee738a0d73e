"""Writing to somebody, answering, stopping, blocking. Addresses are shown to nobody."""

import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Page

from notices.actions import mark_these_as_read, tell
from people import limits
from people.conversations.kinds import NEW_MESSAGE, names_of, once_for
from people.conversations.querysets import pair_of, reached_by, unblocked
from people.models import Block, Conversation, Message, Organisation, Participant, Person
from people.querysets import who_answers


class NobodyAnswers(Exception):
    """No person with an account answers for this, not even an editor of the programme."""


def write_to_person(
    *, by: Person, person: Person, text: str, key: uuid.UUID, quietly: bool = False
) -> Conversation:
    """Write to `person` in the one conversation that two persons have with each other.

    Whether `by` may know of `person` is for the guarded door to have asked. Raises NobodyAnswers
    where the other has stopped it, blocks or has left; limits.TooMany. `quietly` where a room above
    tells them of it in words of its own.
    """
    try:
        return _write_in_pair(by, person, text, key, quietly)
    except IntegrityError:
        # Both began it at the same moment, and the other one was first.
        return _write_in_pair(by, person, text, key, quietly)


@transaction.atomic
def _write_in_pair(
    by: Person, person: Person, text: str, key: uuid.UUID, quietly: bool
) -> Conversation:
    pair = pair_of(by, person)
    known = Conversation.objects.filter(pair=pair).first()
    if known is None:
        if not unblocked(by, [person]):
            raise NobodyAnswers
        known = _begin(by=by, persons=[person], pair=pair)
    # Whoever had stopped it takes it up again by writing.
    known.participants.filter(person=by).update(left_at=None)
    _send(by=by, conversation=known, text=text, key=key, quietly=quietly)
    return known


def write_to_contact(
    *,
    by: Person,
    text: str,
    key: uuid.UUID,
    organisation: Organisation | None,
    post: str = "",
    person: Person | None = None,
    about: Page | None = None,
) -> Conversation:
    """Ask who holds `post` today, else `person`, else the organisation's contacts or the editors.

    All whom it reaches are in the conversation, and the first to answer does. Raises NobodyAnswers
    where there is no one to write to, limits.TooMany.
    """
    sent = Message.objects.filter(by=by, key=key).select_related("conversation").first()
    if sent is not None:
        return sent.conversation
    answering = who_answers(post=post, organisation=organisation, person=person)
    persons = unblocked(by, [one for one in answering if one != by])
    if not persons:
        raise NobodyAnswers
    try:
        with transaction.atomic():
            begun = _begin(
                by=by, persons=persons, post=post, organisation=organisation, about=about
            )
            _send(by=by, conversation=begun, text=text, key=key)
    except IntegrityError:
        # The same form came twice at the same moment, and the other one was first (C07).
        return Message.objects.get(by=by, key=key).conversation
    return begun


@transaction.atomic
def reply(
    *, by: Person, participation: Participant, text: str, key: uuid.UUID, seen: int | None
) -> None:
    """Answer, and mark as read what `by` had seen: up to message number `seen`.

    Raises NobodyAnswers where nobody is left whom it would reach, limits.TooMany.
    """
    mark_as_read(participation=participation, seen=seen)
    Participant.objects.filter(pk=participation.pk).update(left_at=None)
    _send(by=by, conversation=participation.conversation, text=text, key=key)


@transaction.atomic
def mark_as_read(*, participation: Participant, seen: int | None) -> None:
    """Keep that all up to message number `seen` has been read; never less than before.

    What told of these messages is read then, too.
    """
    message = Message.objects.filter(pk=seen or 0, conversation=participation.conversation).first()
    if message is None:
        return
    if participation.last_read_at is None or participation.last_read_at < message.sent_at:
        participation.last_read_at = message.sent_at
        participation.save(update_fields=["last_read_at"])
    read = message.conversation.messages.filter(sent_at__lte=message.sent_at)
    mark_these_as_read(by=participation.person, kind=NEW_MESSAGE, once=names_of(read))


def stop(*, participation: Participant) -> None:
    """Be sent nothing more in this conversation, until one writes in it oneself."""
    participation.left_at = timezone.now()
    participation.save(update_fields=["left_at"])


def block(*, by: Person, person: Person) -> None:
    """Be sent nothing by `person` anywhere; again does nothing."""
    Block.objects.get_or_create(by=by, person=person)


def unblock(*, by: Person, person: Person) -> None:
    """Undo it; again does nothing."""
    Block.objects.filter(by=by, person=person).delete()


def _begin(
    *,
    by: Person,
    persons: Sequence[Person],
    pair: str | None = None,
    post: str = "",
    organisation: Organisation | None = None,
    about: Page | None = None,
) -> Conversation:
    limits.take_conversation(by)
    begun = Conversation.objects.create(
        pair=pair, post=post, organisation=organisation, about=about
    )
    Participant.objects.bulk_create(
        Participant(conversation=begun, person=person) for person in (by, *persons)
    )
    return begun


def _send(
    *, by: Person, conversation: Conversation, text: str, key: uuid.UUID, quietly: bool = False
) -> None:
    """Once for each key; tells those whom it reaches, unless `quietly`. Raises limits.TooMany."""
    if Message.objects.filter(by=by, key=key).exists():
        return
    recipients = reached_by(by, conversation)
    if not recipients:
        raise NobodyAnswers
    limits.take_message(by)
    message = Message.objects.create(conversation=conversation, by=by, text=text, key=key)
    Conversation.objects.filter(pk=conversation.pk).update(last_message_at=message.sent_at)
    if quietly:
        return
    tell(
        NEW_MESSAGE,
        recipients,
        once=once_for(message),
        words={"conversation": str(conversation.pk)},
        by=by,
    )
