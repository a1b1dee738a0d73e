"""What of the duty to pass it on is in the small world: names for the braces of the table."""

from typing import Any

from tests.duty.making import make_duty, make_evidence
from training.duty import actions


def plant(world: Any) -> None:
    """Adds to `world.things`: a duty of each state, and evidence that waits."""
    person = world.persons["member of X"]
    of_x = world.persons["editor of X"]
    duties = {name: make_duty(person) for name in ("open", "waiting", "waived", "kept")}
    evidence = make_evidence(duties["waiting"])
    decided = make_evidence(duties["kept"])
    actions.confirm(by=of_x, evidence=decided)
    actions.waive(by=of_x, duty=duties["waived"], reason="On leave")
    world.things |= {f"duty_{name}": duty.pk for name, duty in duties.items()}
    world.things |= {"evidence_waiting": evidence.pk, "evidence_decided": decided.pk}
