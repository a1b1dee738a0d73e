"""Who may report, amend, confirm, withdraw and hide, and the guarded doors: 404 for others (R3)."""

import uuid
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, QuerySet
from django.http import Http404

from learning.models import LibraryItem, TriedReport
from learning.models.trying import TriedReportQuerySet
from learning.trying.reach import (
    decided_by,
    inside,
    kept_by,
    looked_after_by,
    readable_keys,
)
from learning.trying.states import LIVE, ReportState
from people.granting.permissions import reach_of
from people.models import Appointment, Organisation

REPORTING = (Organisation.Kind.LOCAL_GOVERNMENT, Organisation.Kind.ASSOCIATION)


def organisations_reporting(person: Any) -> QuerySet[Organisation]:
    """Local governments and associations in which `person` holds a post today."""
    held = Appointment.objects.holding_on().filter(person=person.pk)
    return Organisation.objects.filter(pk__in=held.values("organisation"), kind__in=REPORTING)


def can_report(person: Any) -> bool:
    """Whether there is anybody in whose name `person` could report."""
    return bool(person.is_authenticated and organisations_reporting(person).exists())


def for_lists(person: Any) -> TriedReportQuerySet:
    """What `person` may know of, with what a line shows; `is_inside` where unconfirmed words are
    for them, too.
    """
    is_inside = ExpressionWrapper(inside(person), output_field=BooleanField())
    rows = TriedReport.objects.visible_to(person).annotate(is_inside=is_inside)
    return rows.select_related("organisation", "standing", "waiting")


def get_report_for(person: Any, pk: uuid.UUID) -> TriedReport:
    """The guarded door to a report; else Http404."""
    return _one(for_lists(person), pk)


def _one(rows: QuerySet[TriedReport], pk: uuid.UUID) -> TriedReport:
    report = rows.filter(pk=pk).first()
    if report is None:
        raise Http404
    return report


def get_report_looked_after_by(person: Any, pk: uuid.UUID) -> TriedReport:
    """The guarded door for who decides about the reports of its organisation; else Http404."""
    return _one(for_lists(person).filter(looked_after_by(person)), pk)


def waiting_for_decision(person: Any) -> QuerySet[TriedReport]:
    """What waits for `person` to be confirmed or sent back."""
    readable = TriedReport.objects.filter(translation_key__in=readable_keys(person))
    return readable.filter(decided_by(person)).select_related("organisation", "waiting")


def can_decide(person: Any, report: TriedReport) -> bool:
    """Whether it waits for `person`."""
    return waiting_for_decision(person).filter(pk=report.pk).exists()


def can_write(person: Any, report: TriedReport) -> bool:
    """Whether `person` may say what changed since: who works in the organisation."""
    if report.state != ReportState.OPEN:
        return False
    return organisations_reporting(person).filter(pk=report.organisation_id).exists()


def answers_for(person: Any, report: TriedReport) -> bool:
    """Whether `person` may amend, take back and withdraw: its author as long as they work there,
    and the contact of the organisation.
    """
    if report.state not in LIVE:
        return False
    if report.organisation_id in reach_of(person).contact_ids:
        return True
    written = {one.by_id for one in (report.standing, report.waiting) if one is not None}
    own = organisations_reporting(person).filter(pk=report.organisation_id)
    return person.pk in written and own.exists()


def can_hide(person: Any, report: TriedReport) -> bool:
    """Whether `person` may hide it or show it again."""
    rows = TriedReport.objects.filter(kept_by(person), pk=report.pk, state__in=LIVE)
    return rows.filter(translation_key__in=readable_keys(person)).exists()


def item_of(person: Any, translation_key: uuid.UUID, language: str | None) -> LibraryItem | None:
    """The version that suits `person`: in this language, else the original, else any; one query."""
    return items_of(person, [translation_key], language).get(translation_key)


def items_of(person: Any, keys: Any, language: str | None) -> dict[uuid.UUID, LibraryItem]:
    """The same for many texts; one query."""
    rows = LibraryItem.objects.visible_to(person).filter(translation_key__in=keys)
    chosen: dict[uuid.UUID, LibraryItem] = {}
    for row in rows.select_related("our_address").defer("body").order_by("pk"):
        known = chosen.get(row.translation_key)
        if known is None or _rank(row, language) > _rank(known, language):
            chosen[row.translation_key] = row
    return chosen


def _rank(item: LibraryItem, language: str | None) -> tuple[bool, bool]:
    return item.language == language, item.is_original
