"""What this room has for a person's desk: roles, what is handed over, texts to approve."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pages.desk import lines_of
from pages.registries import Action, DeskLine
from people import approval
from people.granting.actions import label_of
from people.granting.permissions import reach_of, waiting_for
from people.leaving.querysets import departures_on_desk
from people.models import Departure, Organisation, RoleGrant


def roles_to_confirm(person: Any) -> Iterable[DeskLine]:
    """One line for each role that waits for this person; two queries."""
    waiting = waiting_for(reach_of(person)).select_related("person", "organisation")
    yield from lines_of(waiting.order_by("pk"), _to_confirm, all_at=reverse("people"))


def _to_confirm(grant: RoleGrant) -> DeskLine:
    title = _("%(name)s is to be %(role)s")
    return DeskLine(
        title=title % {"name": grant.person.name, "role": label_of(grant)},
        url=reverse("role", args=[grant.pk]),
        note=grant.organisation.name if grant.organisation else "",
        verb=_("Confirm or decline"),
    )


def things_to_hand_over(person: Any) -> Iterable[DeskLine]:
    """One line for each leaving that still has something to hand over; two queries or three."""
    rows = departures_on_desk(reach_of(person)).order_by("begun_at", "pk")
    yield from lines_of(rows, partial(_to_hand_over, person=person), all_at=reverse("leaving"))


def _to_hand_over(departure: Departure, *, person: Any) -> DeskLine:
    left = departure.appointment
    title = _("Hand over what you leave") if left.person == person else None
    return DeskLine(
        title=title or _("Hand over what %(name)s leaves") % {"name": left.person.name},
        url=reverse("departure", args=[departure.pk]),
        note=f"{left.post}, {left.organisation}",
        due_on=left.until_on,
        verb=_("Hand it over"),
    )


def duties(person: Any) -> Iterable[Action]:
    """The people of organisations that the person is contact of or edits for, and the CMS."""
    reach = reach_of(person)
    own = Organisation.objects.filter(pk__in=reach.contact_ids | reach.edited_ids)
    for organisation in own.order_by("name"):
        label = _("People of %(organisation)s") % {"organisation": organisation.name}
        yield Action(label=label, url=reverse("people_of", args=[organisation.pk]))
    if person.is_staff:
        yield Action(label=_("Edit and publish"), url=reverse("wagtailadmin_home"))


def texts_to_approve(person: Any) -> Iterable[DeskLine]:
    """One line for each text that waits for this editor, by the day its space asks for."""
    waiting = list(approval.waiting_for(person))
    yield from lines_of(waiting, _to_approve, all_at=reverse("wagtailadmin_home"))


def _to_approve(waiting: approval.Waiting) -> DeskLine:
    return DeskLine(
        title=waiting.page.draft_title,
        url=reverse("wagtailadmin_pages:edit", args=[waiting.page.pk]),
        note=_("Sent for your approval"),
        due_on=waiting.due_on,
        verb=_("Read and decide"),
    )


def my_feed(person: Any) -> Iterable[Action]:
    """The person's own feed."""
    yield Action(label=_("My feed"), url=reverse("my_feed"))
