"""What the library has for a person's desk: own drafts, and what waits for an editor's word."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from learning.approval import states_of, waiting_for
from learning.permissions import own_drafts
from pages.registries import Action, DeskLine


def my_drafts(person: Any) -> Iterable[DeskLine]:
    """One line for each draft of the person that still asks something of them; two queries."""
    drafts = list(own_drafts(person).order_by("-latest_revision_created_at"))
    states = states_of(drafts)
    for draft in drafts:
        state = states[draft.pk]
        if not state.is_waiting:
            yield DeskLine(title=draft.draft_title, url=address_of(draft), note=state.label)


def drafts_to_approve(person: Any) -> Iterable[DeskLine]:
    """One line for each text that waits for this editor."""
    for item in waiting_for(person):
        yield DeskLine(
            title=item.draft_title,
            url=reverse("wagtailadmin_pages:edit", args=[item.pk]),
            note=_("Sent for your approval"),
        )


def links(person: Any) -> Iterable[Action]:
    """The person's own lists in this room."""
    yield Action(label=_("My drafts"), url=reverse("drafts"))
    yield Action(label=_("My shelf"), url=reverse("shelf"))


def address_of(draft: Any) -> str:
    """Where its owner goes on writing."""
    return reverse("grow" if draft.live else "draft", args=[draft.pk])
