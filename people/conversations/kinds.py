"""What reaches the mailbox of whoever is written to: that there is something, and where (2C)."""

from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Frequency, Kind, Wording, is_still_there
from notices.models import Notice
from people.models import Message

_PREFIX = "message:"


def once_for(message: Message) -> str:
    """Under which name people are told of a message."""
    return f"{_PREFIX}{message.pk}"


def names_of(messages: QuerySet[Message]) -> QuerySet[Any]:
    """The same names of many messages, as a query."""
    name = Concat(Value(_PREFIX), Cast("pk", CharField()))
    return messages.order_by().annotate(name_of_notice=name).values("name_of_notice")


def _write(person: Any, notice: Notice) -> Wording:
    """Neither who wrote nor what: both stand behind the login."""
    return Wording(
        subject=_("You have a new message"),
        text=_("Somebody wrote to you on Peerhall. Read it and answer there."),
        path=reverse("conversation", args=[notice.words["conversation"]]),
    )


NEW_MESSAGE = Kind(
    key="people.new-message",
    label=gettext_lazy("New messages"),
    sentence=gettext_lazy("Somebody wrote to you, or asked you about a text you answer for."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_write,
)
