"""What waits for somebody: reports to hand in, and reports to decide on."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.desk import lines_of
from pages.registries import DeskLine
from partnerships.models import Report
from partnerships.permissions import is_drafting
from partnerships.reporting.reminding import OPEN, OWES, SOON
from partnerships.roles import coordinated_by
from partnerships.states import ReportState
from people.granting.permissions import speaks_for


def to_hand_in(person: Any) -> Iterable[DeskLine]:
    """Reports that a side this person speaks for owes soon; no query for who speaks for none."""
    own = speaks_for(person)
    if not own:
        return
    rows = Report.objects.filter(
        state__in=OPEN,
        owed_by__in=own,
        due_on__lte=timezone.localdate() + SOON,
        partnership__status__in=OWES,
    ).select_related("partnership")
    yield from lines_of(rows.order_by("due_on", "pk"), _owed, all_at=reverse("reports"))


def _owed(one: Report) -> DeskLine:
    return DeskLine(
        title=one.partnership.title,
        url=reverse("partnership_report", args=[one.pk]),
        note=one.called,
        due_on=one.due_on,
        verb=_("Hand it in"),
    )


def to_decide(person: Any) -> Iterable[DeskLine]:
    """Reports that were handed in by others, for who keeps the partnership."""
    rows = Report.objects.filter(state=ReportState.HANDED_IN)
    if not is_drafting(person):
        coordinated = coordinated_by(person)
        if not coordinated:
            return
        rows = rows.filter(partnership__in=coordinated)
    rows = rows.exclude(handed_in_by=person).select_related("partnership")
    yield from lines_of(rows.order_by("handed_in_at", "pk"), _handed_in, all_at=reverse("reports"))


def _handed_in(one: Report) -> DeskLine:
    return DeskLine(
        title=one.partnership.title,
        url=reverse("partnership_report", args=[one.pk]),
        note=one.called,
        verb=_("Accept it or send it back"),
    )
