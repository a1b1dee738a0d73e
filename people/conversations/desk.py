"""What waits in the inbox, for a person's desk."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.registries import Action, DeskLine
from people.conversations.querysets import unread_count


def unread_conversations(person: Any) -> Iterable[DeskLine]:
    """One line where something waits to be read; one query."""
    count = unread_count(person)
    if count:
        title = ngettext(
            "%(count)s conversation has something new",
            "%(count)s conversations have something new",
            count,
        )
        yield DeskLine(title=title % {"count": count}, url=reverse("inbox"), verb=_("Read it"))


def messages(person: Any) -> Iterable[Action]:
    """The way to the inbox."""
    yield Action(label=_("My messages"), url=reverse("inbox"))


def directory(person: Any) -> Iterable[Action]:
    """The way to the others."""
    yield Action(label=_("Directory of people"), url=reverse("people"))
