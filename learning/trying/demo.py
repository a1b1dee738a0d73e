"""Reports of what was tried in the demo: confirmed ones, one that failed, one that waits, one that
was sent back, one that was updated.
"""

import datetime
import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from learning.models import LibraryItem, TriedReport
from learning.trying.actions import Said, confirm, file_report, send_back, update_report
from people.demo import organisations_by_key, persons_by_key
from people.models import Organisation, Person

CONTENT = Path(__file__).with_name("demo.json")


@transaction.atomic
def plant_what_was_tried() -> None:
    """File and decide them where there are none; what people made of them is left alone."""
    if TriedReport.objects.exists():
        return
    persons, organisations = persons_by_key(), organisations_by_key()
    for line in json.loads(CONTENT.read_text("utf-8"))["reports"]:
        _plant(line, persons, organisations[line["organisation"]])


def _plant(line: dict[str, Any], persons: dict[str, Person], organisation: Organisation) -> None:
    author = persons[line["person"]]
    report = file_report(
        by=author, item=_item(line["item"]), organisation=organisation, said=_said(line)
    )
    waiting = report.waiting
    assert waiting is not None
    if line.get("then") == "confirm":
        confirm(by=persons[line["by"]], report=report, version=waiting.pk)
    if line.get("then") == "send-back":
        send_back(by=persons[line["by"]], report=report, version=waiting.pk, reason=line["reason"])
    if "later" in line:
        update_report(by=author, report=report, said=_said(line["later"]))
        later = report.waiting
        assert later is not None
        confirm(by=persons[line["by"]], report=report, version=later.pk)


def _said(line: dict[str, Any]) -> Said:
    today = timezone.localdate()
    months = today.year * 12 + today.month - 1 - line["months_ago"]
    return Said(
        outcome=line["outcome"],
        change=line["change"],
        since=datetime.date(months // 12, months % 12 + 1, 1),
        with_whom=line.get("with_whom", ""),
        case_key=_item(line["case"]).translation_key if "case" in line else None,
    )


def _item(name: str) -> LibraryItem:
    return LibraryItem.objects.get(external_id=f"demo/{name}.md")
