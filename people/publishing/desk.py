"""What newsletters put on a person's desk."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pages.desk import lines_of
from pages.registries import Action, DeskLine, DeskStart
from people.models import Newsletter, Organisation
from people.permissions import editor_roles_of
from people.publishing.querysets import waiting_for


def newsletters_to_approve(person: Any) -> Iterable[DeskLine]:
    """One line for each newsletter that waits for this editor."""
    rows = waiting_for(person)
    yield from lines_of(rows, _to_approve, all_at=reverse("associations"))


def _to_approve(newsletter: Newsletter) -> DeskLine:
    return DeskLine(
        title=newsletter.subject,
        url=reverse("newsletter", args=[newsletter.pk]),
        note=_("A newsletter for you to approve"),
        verb=_("Read and decide"),
    )


def starts(person: Any) -> Iterable[DeskStart]:
    """Writing to members, for each association the person edits for; one query."""
    ids = editor_roles_of(person).association_ids
    for association in Organisation.objects.filter(pk__in=ids).order_by("name") if ids else ():
        yield DeskStart(
            label=_("Publish to members"),
            url=reverse("publish", args=[association.pk]),
            why=_("What, for whom and when, in one screen: %(name)s.") % {"name": association.name},
            role=_("For your association"),
        )


def duties(person: Any) -> Iterable[Action]:
    """The way to write to members, for each association the person edits for."""
    ids = editor_roles_of(person).association_ids
    associations = Organisation.objects.filter(pk__in=ids) if ids else []
    for association in associations:
        label = _("Publish to members")
        if len(ids) > 1:
            label = f"{label}: {association.name}"
        yield Action(label=label, url=reverse("publish", args=[association.pk]))
