"""Asking for a report, handing it in, accepting it or sending it back."""

import uuid
from pathlib import Path
from typing import Any

from django.core.files import File as Content
from django.db import transaction
from django.utils import timezone

from notices.actions import tell
from pages.moving import NotAnyMore, make
from pages.uploads import CheckedFile
from partnerships.kinds import PARTNERSHIP
from partnerships.models import Contract, Partnership, Report
from partnerships.reporting.dates import days_of, owing_sides
from partnerships.reporting.permissions import is_of_owing_side, is_own
from partnerships.roles import COORDINATOR, holders_of
from partnerships.states import (
    ACCEPT_REPORT,
    ASK_FOR_REPORT,
    HAND_REPORT_IN,
    SEND_REPORT_BACK,
    ReportState,
)
from people.audit import record
from people.models import Person
from people.querysets import editors_for_programme, speakers_for


class OwnReport(Exception):
    """Who handed a report in does not accept it."""


@transaction.atomic
def ask_for_report(*, by: Person, partnership: Partnership, said: dict[str, Any]) -> Report:
    """A partner owes one more, by the words of ReportForm; who speaks for it is told."""
    report = Report.objects.create(
        partnership=partnership, made_by=by, state=ASK_FOR_REPORT.to, **said
    )
    tell_owing_side(report, "asked", by=by)
    return report


@transaction.atomic
def change_report(*, by: Person, report: Report, said: dict[str, Any]) -> None:
    """Ask for something else, or for another day. Raises NotAnyMore once it is handed in."""
    if not _asked_by_hand(report).update(**said):
        raise NotAnyMore
    report.refresh_from_db()
    tell_owing_side(report, "asked", by=by)


@transaction.atomic
def drop_report(*, report: Report) -> None:
    """It is not owed any more. Raises NotAnyMore once it is handed in."""
    if not _asked_by_hand(report).delete()[0]:
        raise NotAnyMore


def _asked_by_hand(report: Report) -> Any:
    """The report, while it may still be asked for otherwise: what a paper says stands."""
    return Report.objects.filter(
        pk=report.pk, state=ReportState.DUE, kind=Report.Kind.BY_HAND, handed_in_at=None
    )


@transaction.atomic
def owe_reports_of(contract: Contract) -> None:
    """What a paper that was signed by all makes owed from now on.

    What the papers that it replaces asked for later is not owed any more; what was late stays owed,
    and what was handed in is not owed again.
    """
    today = timezone.localdate()
    replaced = Report.objects.filter(contract__in=_replaced_by(contract))
    replaced.filter(state=ReportState.DUE, due_on__gte=today).delete()
    known = set(replaced.values_list("kind", "due_on", "owed_by"))
    Report.objects.bulk_create(
        (
            Report(
                partnership_id=contract.partnership_id,
                contract=contract,
                kind=kind,
                due_on=on,
                owed_by_id=organisation,
                state=ASK_FOR_REPORT.to,
            )
            for organisation in owing_sides(contract)
            for kind, on in days_of(contract)
            if on >= today and (kind, on, organisation) not in known
        ),
        ignore_conflicts=True,
    )


def _replaced_by(contract: Contract) -> list[uuid.UUID]:
    """The paper it amends, the one which that amended, and so on; a query for each."""
    found: list[uuid.UUID] = []
    older = contract.amends
    while older is not None:
        found.append(older.pk)
        older = older.amends
    return found


@transaction.atomic
def hand_report_in(
    *,
    by: Person,
    report: Report,
    words: str,
    thing: str,
    content: Any = None,
    checked: CheckedFile | None = None,
) -> None:
    """Hand it in, in place of what was sent back. Raises NotAnyMore.

    Where no file comes, one that was handed in before stays.
    """
    fresh = Report.objects.select_for_update().get(pk=report.pk)
    if fresh.state not in HAND_REPORT_IN.since:
        raise NotAnyMore
    fresh.words, fresh.thing = words, thing
    if checked is not None:
        _forget_file(fresh)
        fresh.file = Content(content, name=f"{uuid.uuid4()}{Path(checked.storage_name).suffix}")
        fresh.file_name, fresh.file_type = checked.human_name, checked.content_type
    fresh.save(update_fields=["words", "thing", "file", "file_name", "file_type"])
    make(HAND_REPORT_IN, report, handed_in_by=by, handed_in_at=timezone.now(), reason="")
    persons = holders_of(COORDINATOR, report.partnership) or editors_for_programme()
    _tell(report, "handed-in", persons, once=_moment(report.handed_in_at), by=by)


def _forget_file(report: Report) -> None:
    stored, name = report.file.storage, report.file.name
    if name:
        transaction.on_commit(lambda: stored.delete(name))


@transaction.atomic
def accept_report(*, by: Person, report: Report) -> None:
    """It is as it should be. Raises OwnReport, NotAnyMore."""
    if Report.objects.filter(pk=report.pk, handed_in_by=by).exists():
        raise OwnReport
    make(ACCEPT_REPORT, report, decided_by=by, decided_at=timezone.now())
    record("partnerships.report-accepted", by=by, thing=report)
    tell_owing_side(report, "accepted", by=by)


@transaction.atomic
def send_report_back(*, by: Person, report: Report, reason: str) -> None:
    """Say what is to be mended. Raises NotAnyMore."""
    make(SEND_REPORT_BACK, report, decided_by=by, decided_at=timezone.now(), reason=reason)
    record("partnerships.report-sent-back", by=by, thing=report)
    tell_owing_side(report, "sent-back", by=by)


@transaction.atomic
def note_reading(*, by: Person, report: Report, is_file: bool = False) -> None:
    """Write down that somebody read a report that is not theirs, or opened its file (R8)."""
    if is_file and not is_of_owing_side(by, report):
        record("partnerships.report-file-read", by=by, thing=report)
    elif not is_own(by, report):
        record("partnerships.report-read", by=by, thing=report)


def tell_owing_side(report: Report, what: str, *, by: Person | None = None) -> None:
    """Once for each day it is due on, and for each decision."""
    once = _moment(report.decided_at) if report.decided_at else report.due_on.isoformat()
    _tell(report, what, speakers_for([report.owed_by_id]), once=once, by=by)


def _tell(report: Report, what: str, persons: Any, *, once: str, by: Person | None) -> None:
    words = {"what": what, "report": str(report.pk)}
    tell(PARTNERSHIP, persons, once=f"report:{what}:{report.pk}:{once}", words=words, by=by)


def _moment(at: Any) -> str:
    return f"{at:%Y%m%d%H%M%S}"
