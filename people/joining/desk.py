"""What joining has for a person's desk."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.languages import listed
from pages.registries import Action, DeskLine, DeskStart
from people.joining.permissions import invites_for_somebody
from people.joining.querysets import requests_on_the_desk_of

MOST_NAMED = 3


def requests_to_confirm(person: Any) -> Iterable[DeskLine]:
    """One line, however many ask."""
    requests = requests_on_the_desk_of(person)
    number = requests.count()
    if number:
        title = ngettext("%(number)s person asks to join", "%(number)s people ask to join", number)
        first = listed(request.name for request in requests[:MOST_NAMED])
        yield DeskLine(
            title=title % {"number": number},
            url=reverse("join_requests"),
            note=first if number <= MOST_NAMED else f"{first} …",
            verb=_("Confirm or refuse"),
        )


def starts(person: Any) -> Iterable[DeskStart]:
    """The profile of who has told nothing of themselves; no query."""
    if not person.about:
        yield DeskStart(
            label=_("Say who you are"),
            url=reverse("profile"),
            why=_("Colleagues find you by your work and the languages you speak. You choose who."),
            rank=1,
        )


def links(person: Any) -> Iterable[Action]:
    """The own profile."""
    yield Action(label=_("My profile"), url=reverse("profile"))


def duties(person: Any) -> Iterable[Action]:
    """Invitations, for those who invite."""
    if invites_for_somebody(person):
        yield Action(label=_("Invitations"), url=reverse("invitations"))
