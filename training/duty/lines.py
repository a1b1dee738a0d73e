"""What the templates of this part show."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import Person
from training.duty import permissions
from training.duty.registries import Record, taught_by_key
from training.duty.states import EvidenceState
from training.models import Duty, Evidence


@dataclass(frozen=True)
class DutyLine:
    """A duty on one's own list, or, without its benefit and its days, on that of a keeper."""

    url: str
    called: str
    state: str
    due_on: Any = None
    settled_at: Any = None


def own_line(duty: Duty) -> DutyLine:
    """With all that its holder may read."""
    is_first = duty.handed_over_at is None
    return DutyLine(
        url=reverse("duty", args=[duty.pk]),
        called=called_for_holder(duty),
        state=state_of(duty),
        due_on=duty.due_on if is_first else None,
        settled_at=duty.settled_at,
    )


def kept_line(duty: Duty) -> DutyLine:
    """For who looks after it: whose it is and how it stands."""
    name = duty.person.name if duty.handed_over_at is None else _("A former colleague")
    return DutyLine(url=reverse("duty", args=[duty.pk]), called=name, state=state_of(duty))


def called_for_holder(duty: Duty) -> str:
    """The benefit by name for who had it; to their successor it is a learning benefit (2C)."""
    if duty.handed_over_at is not None:
        return _("A learning benefit of a former colleague")
    return duty.title or duty.get_kind_display()


def state_of(duty: Duty) -> str:
    """Its state in words; late is a matter of the day."""
    return _("Late") if duty.is_late else duty.get_state_display()


def shown_list(person: Person) -> dict[str, Any]:
    """Own duties, and evidence that waits for this person; few queries whatever the number."""
    own = Duty.objects.held_by(person).order_by("due_on", "pk")
    waiting = permissions.evidence_to_decide(person).order_by("offered_at", "pk")
    return {
        "open": [own_line(duty) for duty in own if duty.is_open],
        "settled": [own_line(duty) for duty in own if not duty.is_open],
        "waiting": [
            {"url": reverse("decide_evidence", args=[one.pk]), "line": kept_line(one.duty)}
            for one in waiting
        ],
    }


def shown_duty(duty: Duty, person: Person) -> dict[str, Any]:
    """A duty as `person` may know of it."""
    is_holder = duty.is_held_by(person)
    evidence = list(duty.evidence.order_by("-offered_at"))
    can_decide = permissions.can_decide(person, duty)
    return {
        "duty": duty,
        "is_holder": is_holder,
        "line": own_line(duty) if is_holder else kept_line(duty),
        "heading": called_for_holder(duty) if is_holder else _("A learning benefit"),
        "evidence": [shown_evidence(one, person) for one in evidence],
        "is_waiting": any(one.state == EvidenceState.PROPOSED for one in evidence),
        "can_waive": duty.is_open and permissions.can_waive(person, duty),
        "can_decide": can_decide,
        "waiver": getattr(duty, "waiver", None),
    }


def shown_evidence(evidence: Evidence, reader: Person) -> dict[str, Any]:
    """What was offered: to others than who offered it, coaching is a learning benefit (2C)."""
    source = taught_by_key(evidence.key)
    is_own = evidence.by_id == reader.pk
    is_told = source is not None and (is_own or not source.between_two)
    record: Record | None = source.shown(evidence.key, reader) if source and is_told else None
    label = source.label if source and is_told else _("A learning benefit for somebody else")
    return {
        "evidence": evidence,
        "label": label,
        "record": record,
        "day": evidence.happened_on if is_told else None,
        "url": reverse("decide_evidence", args=[evidence.pk]),
    }
