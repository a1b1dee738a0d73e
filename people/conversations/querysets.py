"""A person's conversations, and what they may know of those they talk with."""

import datetime
from typing import Any

from django.db.models import (
    DateTimeField,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Left

from people.models import Block, Conversation, Message, Participant, Person

PAGE_SIZE = 20
MESSAGES_SHOWN = 50
EXCERPT = 160
_NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def _unread_by(person: Any) -> Exists:
    """Of a participation of `person`: whether others wrote something after what was read."""
    read_until = Coalesce(OuterRef("last_read_at"), Value(_NEVER), output_field=DateTimeField())
    messages = Message.objects.filter(conversation=OuterRef("conversation"), sent_at__gt=read_until)
    return Exists(messages.exclude(by=person))


def pair_of(one: Any, other: Any) -> str:
    """What the conversation of these two alone is called in the database."""
    return "-".join(str(pk) for pk in sorted((one.pk, other.pk)))


def unread_count(person: Any) -> int:
    """In how many conversations of `person` something waits to be read; one query."""
    own = Participant.objects.filter(person=person, left_at=None)
    return own.filter(_unread_by(person)).count()


def inbox_of(person: Any) -> QuerySet[Participant]:
    """The participations of `person`, last written to first; the id parts those of one moment.

    Each has `is_unread`, `last_text` and, as `others`, the participations of the others.
    """
    newest = Message.objects.filter(conversation=OuterRef("conversation")).order_by(
        "-sent_at", "-pk"
    )
    return (
        Participant.objects.filter(person=person)
        .annotate(
            is_unread=_unread_by(person),
            last_text=Subquery(newest.values(start=Left("text", EXCERPT))[:1]),
        )
        .select_related("conversation__organisation")
        .prefetch_related(_others("conversation__participants", person))
        .order_by("-conversation__last_message_at", "-conversation__pk")
    )


def older_than(
    own: QuerySet[Participant], moment: datetime.datetime, pk: Any
) -> QuerySet[Participant]:
    """What comes after the given place in `inbox_of` (keyset paging)."""
    return own.filter(
        Q(conversation__last_message_at__lt=moment)
        | Q(conversation__last_message_at=moment, conversation__lt=pk)
    )


def _others(path: str, person: Any) -> Prefetch:
    others = Participant.objects.exclude(person=person).select_related("person").order_by("pk")
    return Prefetch(path, others, to_attr="others")


def who_wrote_in(conversations: list[Any]) -> set[tuple[Any, int]]:
    """Pairs of a conversation's number and a person's who wrote in it; one query."""
    rows = Message.objects.filter(conversation__in=conversations, by__isnull=False)
    return set(rows.order_by().values_list("conversation_id", "by_id").distinct())


def messages_before(conversation: Conversation, pk: int | None) -> QuerySet[Message]:
    """Newest first, those before message `pk` where it is given."""
    messages = conversation.messages.select_related("by").order_by("-sent_at", "-pk")
    if pk is None:
        return messages
    place = Message.objects.filter(pk=pk, conversation=conversation).values("sent_at")
    return messages.filter(Q(sent_at__lt=Subquery(place)) | Q(sent_at=Subquery(place), pk__lt=pk))


def reached_by(sender: Any, conversation: Conversation) -> list[Person]:
    """Whom a message of `sender` reaches: who has not stopped, is there, and blocks nobody here."""
    blocked = Block.objects.filter(by=sender).values("person_id")
    blocking = Block.objects.filter(person=sender).values("by_id")
    present = conversation.participants.filter(left_at=None).exclude(person=sender)
    persons = Person.objects.filter(pk__in=present.values("person_id"), is_active=True)
    return list(persons.exclude(pk__in=blocked).exclude(pk__in=blocking).order_by("pk"))


def unblocked(sender: Any, persons: list[Person]) -> list[Person]:
    """Those of `persons` who neither block `sender` nor are blocked by them; one query."""
    blocks = Block.objects.filter(
        Q(by=sender, person__in=persons) | Q(person=sender, by__in=persons)
    ).values_list("by_id", "person_id")
    apart = {pk for pair in blocks for pk in pair} - {sender.pk}
    return [person for person in persons if person.pk not in apart]
