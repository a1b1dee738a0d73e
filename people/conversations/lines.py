"""What a person is shown of a conversation: who the others are, as far as they may know."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from pages.audiences import readable_by
from pages.languages import listed
from people.conversations.querysets import who_wrote_in
from people.models import Conversation, Person
from people.visibility import visible_fields_of


@dataclass(frozen=True)
class About:
    """The text that a conversation is about."""

    title: str
    address: str


@dataclass(frozen=True)
class Shown:
    """A conversation in words. `names` are those of the others whom the viewer may know.

    `place` is the post and the organisation that were written to; empty between two persons.
    """

    names: tuple[str, ...]
    place: str
    about: About | None
    text: str
    is_unread: bool
    is_stopped: bool
    at: datetime.datetime
    conversation: Conversation

    @property
    def who(self) -> str:
        return listed(self.names) or self.place or _("Somebody who is not listed any more")


def shown(own: Iterable[Any], viewer: Any) -> list[Shown]:
    """The rows of `inbox_of`, in words; five queries, however many they are."""
    own = list(own)
    conversations: list[Any] = [participation.conversation for participation in own]
    others: list[Person] = [one.person for row in conversations for one in row.others]
    open_fields = visible_fields_of(others, viewer)
    wrote = who_wrote_in([row.pk for row in conversations])
    texts = _texts_about(conversations, viewer)
    return [
        Shown(
            names=tuple(
                one.person.name
                for one in participation.conversation.others
                if "name" in open_fields[one.person_id]
                or (participation.conversation_id, one.person_id) in wrote
            ),
            place=place_of(participation.conversation),
            about=texts.get(participation.conversation.about_id),
            text=participation.last_text,
            is_unread=participation.is_unread and participation.left_at is None,
            is_stopped=participation.left_at is not None,
            at=participation.conversation.last_message_at,
            conversation=participation.conversation,
        )
        for participation in own
    ]


def place_of(conversation: Conversation) -> str:
    """The post and the organisation that were written to, as far as they are known."""
    organisation = conversation.organisation
    return listed([conversation.post, organisation.name if organisation else ""])


def _texts_about(conversations: list[Conversation], viewer: Any) -> dict[int | None, About]:
    """The texts that `viewer` may read now, by their number."""
    ids = {row.about_id for row in conversations} - {None}
    pages = readable_by(Page.objects.filter(pk__in=ids), viewer)
    rows = pages.values_list("pk", "title", "our_address__address")
    return {pk: About(title, address) for pk, title, address in rows}
