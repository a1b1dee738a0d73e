"""What this part has for a person's desk."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pages.desk import lines_of
from pages.registries import Action, DeskLine
from people.granting.permissions import reach_of
from people.models import Organisation
from training.duty.permissions import evidence_to_decide
from training.duty.states import EvidenceState
from training.models import Duty, Evidence


def duties_to_keep(person: Any) -> Iterable[DeskLine]:
    """What this person is to pass on and has offered nothing for, by its day; one query."""
    open_ones = Duty.objects.held_by(person).open()
    waiting = open_ones.exclude(evidence__state=EvidenceState.PROPOSED)
    yield from lines_of(waiting.order_by("due_on", "pk"), _to_keep, all_at=reverse("duties"))


def _to_keep(duty: Duty) -> DeskLine:
    return DeskLine(
        title=_("Pass on what was learnt"),
        url=reverse("duty", args=[duty.pk]),
        note=duty.title or duty.get_kind_display(),
        due_on=duty.due_on,
        verb=_("See how"),
    )


def evidence_waiting(person: Any) -> Iterable[DeskLine]:
    """What waits for this person's confirmation; two queries."""
    rows = evidence_to_decide(person).order_by("offered_at", "pk")
    yield from lines_of(rows, _to_decide, all_at=reverse("duties"))


def _to_decide(evidence: Evidence) -> DeskLine:
    return DeskLine(
        title=_("Somebody passed something on"),
        url=reverse("decide_evidence", args=[evidence.pk]),
        note=evidence.duty.organisation.name if evidence.duty.organisation else "",
        verb=_("Confirm or refuse"),
    )


def links(person: Any) -> Iterable[Action]:
    """The own list."""
    yield Action(label=_("To pass on"), url=reverse("duties"))


def duties_of_others(person: Any) -> Iterable[Action]:
    """How it stands where this person is contact or editor, and everywhere; one query."""
    reach = reach_of(person)
    own = Organisation.objects.filter(pk__in=reach.contact_ids | reach.edited_ids)
    for organisation in own.order_by("name"):
        label = _("Passed on in %(organisation)s") % {"organisation": organisation.name}
        yield Action(label=label, url=reverse("pass_it_on", args=[organisation.pk]))
    if reach.is_for_programme:
        yield Action(label=_("Passed on in the whole programme"), url=reverse("pass_it_on_all"))
