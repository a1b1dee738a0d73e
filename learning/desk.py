"""What the library has for a person's desk: own drafts."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from learning.approval import states_of
from learning.permissions import own_drafts
from pages.registries import Action, DeskLine


def my_drafts(person: Any) -> Iterable[DeskLine]:
    """One line for each draft of the person that still asks something of them; two queries."""
    drafts = list(own_drafts(person).order_by("-latest_revision_created_at"))
    states = states_of(drafts)
    for draft in drafts:
        state = states[draft.pk]
        if not state.is_waiting:
            yield DeskLine(
                title=draft.draft_title,
                url=address_of(draft),
                note=state.label,
                verb=_("Go on writing"),
            )


def links(person: Any) -> Iterable[Action]:
    """The person's own lists in this room."""
    yield Action(label=_("My drafts"), url=reverse("drafts"))
    yield Action(label=_("My shelf"), url=reverse("shelf"))


def address_of(draft: Any) -> str:
    """Where its owner goes on writing."""
    return reverse("grow" if draft.live else "draft", args=[draft.pk])
