"""Who may know of a duty, and who settles it: 404 for all others (R3).

Who owes it sees what it is for. Who looks after it - the supervisor, the contact of the
organisation, the editors of its association, the programme - sees that it is there and how it
stands, never its kind, its partner or its days (2C); so an administrator needs to see nothing.
"""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from people.benefits.permissions import can_read_statement
from people.granting.permissions import reach_of
from people.models import Organisation
from training.duty.reach import looked_after_by, waived_by
from training.duty.states import EvidenceState
from training.models import Duty, Evidence


def can_see_duty(person: Any, duty: Duty) -> bool:
    """Twin of `Duty.objects.visible_to`."""
    return Duty.objects.visible_to(person).filter(pk=duty.pk).exists()


def can_decide(person: Any, duty: Duty) -> bool:
    """Whether `person` may confirm or refuse evidence for it."""
    return Duty.objects.filter(looked_after_by(person), pk=duty.pk).exists()


def can_waive(person: Any, duty: Duty) -> bool:
    """Whether `person` may say that it is not owed."""
    return Duty.objects.filter(waived_by(person), pk=duty.pk).exists()


def get_duty_for(person: Any, pk: uuid.UUID) -> Duty:
    """The guarded door to a duty; else Http404."""
    return _one(Duty.objects.visible_to(person), pk)


def get_own_duty_for(person: Any, pk: uuid.UUID) -> Duty:
    """The guarded door for who is to keep it; else Http404."""
    return _one(Duty.objects.held_by(person), pk)


def get_duty_to_waive_for(person: Any, pk: uuid.UUID) -> Duty:
    """The guarded door to waiving; else Http404."""
    return _one(Duty.objects.filter(waived_by(person)), pk)


def _one(rows: QuerySet[Duty], pk: uuid.UUID) -> Duty:
    duty = rows.select_related("person", "organisation", "carer").filter(pk=pk).first()
    if duty is None:
        raise Http404
    return duty


def evidence_to_decide(person: Any) -> QuerySet[Evidence]:
    """What waits for this person's confirmation; they have not offered it themselves."""
    duties = Duty.objects.filter(looked_after_by(person))
    waiting = Evidence.objects.filter(state=EvidenceState.PROPOSED, duty__in=duties)
    return waiting.exclude(by=person).select_related("duty__person", "duty__organisation")


def get_evidence_to_decide_for(person: Any, pk: uuid.UUID) -> Evidence:
    """The guarded door to evidence that `person` decides or has decided; else Http404."""
    rows = Evidence.objects.filter(duty__in=Duty.objects.filter(looked_after_by(person)))
    rows = rows.exclude(by=person).select_related("duty__person", "duty__organisation")
    evidence = rows.filter(pk=pk).first()
    if evidence is None:
        raise Http404
    return evidence


def get_organisation_for(person: Any, pk: int) -> Organisation:
    """The guarded door to the figures of an organisation; else Http404."""
    organisation = Organisation.objects.filter(pk=pk).first()
    if organisation is None:
        raise Http404
    reach = reach_of(person)
    is_kept = organisation.pk in reach.edited_ids | reach.contact_ids
    if not is_kept and not can_read_statement(person, organisation):
        raise Http404
    return organisation


def sees_whole_programme(person: Any) -> bool:
    """Whether `person` sees the figures of all."""
    return reach_of(person).is_for_programme
