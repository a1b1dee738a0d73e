"""Duties in the demo: kept, late, waived, handed over, and one whose evidence waits."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from people.demo import persons_by_key
from people.models import Person
from training.duty.actions import (
    confirm,
    enter_session,
    hand_over,
    months_after,
    offer_evidence,
    open_duty,
    waive,
)
from training.duty.registries import Benefit, learnt
from training.models import Duty
from training.models.duty import MONTHS, REMINDED_BEFORE

CONTENT = Path(__file__).with_name("demo.json")
PREFIX = "demo-benefit"


@transaction.atomic
def plant_duties() -> None:
    """Make them where there are none; what is there is left as people have made it."""
    if Duty.objects.filter(benefit__startswith=f"{PREFIX}:").exists():
        return
    persons = persons_by_key()
    for line in json.loads(CONTENT.read_text("utf-8"))["duties"]:
        _plant(line, persons)
    _date_back()


def _plant(line: dict[str, Any], persons: dict[str, Person]) -> None:
    person = persons[line["person"]]
    benefit = Benefit(
        key=f"{PREFIX}:{line['key']}",
        kind=line["kind"],
        person=person,
        on=_ago(line["days_ago"]),
        said=line["said"],
    )
    duty = open_duty(benefit)
    if "session" in line:
        what, days_ago, colleagues = line["session"]
        session = enter_session(by=person, what=what, held_on=_ago(days_ago), colleagues=colleagues)
        key = f"colleague-session:{session.pk}"
        evidence = offer_evidence(by=person, duty=duty, key=key)
    if line.get("then") == "confirm":
        confirm(by=persons[line["by"]], evidence=evidence)
    if line.get("then") == "waive":
        waive(by=persons[line["by"]], duty=duty, reason=line["reason"])
    if "to" in line:
        hand_over(by=None, duty=duty, to=persons[line["to"]])


def _date_back() -> None:
    """What the demo's other rooms agreed just now was dated back by them: their duties follow."""
    for benefits in learnt:
        for benefit in benefits():
            due_on = months_after(benefit.on, MONTHS)
            Duty.objects.filter(benefit=benefit.key).update(
                opened_on=benefit.on, due_on=due_on, remind_on=due_on - REMINDED_BEFORE
            )


def _ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)
