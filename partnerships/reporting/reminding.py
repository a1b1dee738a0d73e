"""Reminders of reports, before and after their day, and the risk that is raised of a late one."""

import datetime
from typing import Any

from django.utils import timezone

from partnerships.models import GOES_ON, Report, Risk, Status
from partnerships.reporting.actions import tell_owing_side
from partnerships.risks.raising import MOST_AT_ONCE, raise_once
from partnerships.states import ReportState

OPEN = (ReportState.DUE.value, ReportState.RETURNED.value)
# The last report of a partnership is due after its end.
OWES = (*GOES_ON, Status.CLOSED.value)
SOON = datetime.timedelta(days=14)
LATE_AFTER = datetime.timedelta(days=14)
# Who comes to speak for the side within this time is told too; afterwards the desk says so.
TOLD_FOR = datetime.timedelta(days=7)


def remind_of_reports() -> None:
    """A chore: who speaks for the side that owes it is told two weeks before the day, and the day
    after; each once.
    """
    today = timezone.localdate()
    for one in _open().filter(due_on__range=(today, today + SOON)).iterator():
        tell_owing_side(one, "soon")
    for one in _open().filter(due_on__range=(today - TOLD_FOR, _yesterday(today))).iterator():
        tell_owing_side(one, "late")


def _yesterday(today: datetime.date) -> datetime.date:
    return today - datetime.timedelta(days=1)


def _open() -> Any:
    rows = Report.objects.filter(state__in=OPEN, partnership__status__in=OWES)
    return rows.select_related("partnership").order_by("due_on", "pk")


def raise_for_late_reports() -> None:
    """A chore: of each report that is late by two weeks a risk, once for the day it was due on."""
    today = timezone.localdate()
    rows = Report.objects.filter(
        state__in=OPEN, partnership__status__in=GOES_ON, due_on__lt=today - LATE_AFTER
    ).select_related("partnership", "owed_by")
    known = set(Risk.objects.filter(cause__startswith="report:").values_list("cause", flat=True))
    fresh = [one for one in rows.order_by("pk").iterator() if _cause(one) not in known]
    for one in fresh[:MOST_AT_ONCE]:
        facts = {"organisation": one.owed_by.name, "on": one.due_on.isoformat()}
        raise_once(one.partnership, Risk.Kind.DELAY, _cause(one), facts)


def _cause(report: Report) -> str:
    return f"report:{report.pk}:{report.due_on}"
