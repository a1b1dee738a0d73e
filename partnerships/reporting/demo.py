"""Reports that are owed, for the demo: one late, one that waits for a decision, one to come."""

import datetime
from typing import Any

from django.utils import timezone

from partnerships.models import Partnership
from partnerships.reporting.actions import accept_report, ask_for_report, hand_report_in
from people.models import Organisation, Person


def plant_report(
    line: dict[str, Any],
    *,
    partnership: Partnership,
    by: Person,
    persons: dict[str, Person],
    organisations: dict[str, Organisation],
) -> None:
    """Asked for by the programme, and handed in where its words are there."""
    said = {
        "title": line["title"],
        "due_on": timezone.localdate() + datetime.timedelta(days=line["due"]),
        "owed_by": organisations[line["owed_by"]],
    }
    report = ask_for_report(by=by, partnership=partnership, said=said)
    if line.get("words"):
        person = persons[line["by"]]
        hand_report_in(by=person, report=report, words=line["words"], thing="")
        if line["is_accepted"]:
            accept_report(by=by, report=report)
