"""What the library has for a person's desk: own drafts."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from learning.approval import states_of
from learning.models import LibraryItem, ShelfEntry
from learning.permissions import own_drafts
from pages.desk import lines_of
from pages.registries import Action, DeskLine, DeskStart


def my_drafts(person: Any) -> Iterable[DeskLine]:
    """One line for each draft of the person that still asks something of them; two queries."""
    drafts = list(own_drafts(person).order_by("-latest_revision_created_at"))
    states = states_of(drafts)
    own = [(draft, states[draft.pk].label) for draft in drafts if not states[draft.pk].is_waiting]
    yield from lines_of(own, _to_write, all_at=reverse("drafts"))


def _to_write(own: tuple[LibraryItem, str]) -> DeskLine:
    draft, state = own
    return DeskLine(
        title=draft.draft_title, url=address_of(draft), note=state, verb=_("Go on writing")
    )


def starts(person: Any) -> Iterable[DeskStart]:
    """To find what others did, to keep it, to tell what was tried; two queries."""
    yield DeskStart(
        label=_("Find how another town did it"),
        url=reverse("search"),
        why=_("Manuals, case studies and articles, down to the paragraph."),
        rank=2,
    )
    if not ShelfEntry.objects.filter(person=person).exists():
        yield DeskStart(
            label=_("Keep a manual for later"),
            url=f"{reverse('search')}?type=manual",
            why=_(
                "What you put on your shelf stays there, for a meeting or a day without internet."
            ),
            rank=3,
        )
    if not LibraryItem.objects.filter(owner=person).exists():
        yield DeskStart(
            label=_("Tell what your town tried"),
            url=reverse("draft_snapshot"),
            why=_("A snapshot takes a quarter of an hour. What did not work helps as well."),
            rank=4,
        )


def links(person: Any) -> Iterable[Action]:
    """The person's own lists in this room."""
    yield Action(label=_("My drafts"), url=reverse("drafts"))
    yield Action(label=_("My shelf"), url=reverse("shelf"))


def address_of(draft: Any) -> str:
    """Where its owner goes on writing."""
    return reverse("grow" if draft.live else "draft", args=[draft.pk])
