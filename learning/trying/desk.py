"""What this part has for a person's desk."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learning.models import TriedReport
from learning.trying.permissions import items_of, organisations_reporting, waiting_for_decision
from learning.trying.states import ReportState, VersionState
from pages.registries import DeskLine
from people.granting.permissions import reach_of

MOST = 5


def reports_to_confirm(person: Any) -> Iterable[DeskLine]:
    """What waits for this editor, oldest first; two queries, none for who edits nowhere."""
    reach = reach_of(person)
    if not (reach.edited_ids or reach.is_for_programme):
        return
    rows = waiting_for_decision(person).order_by("waiting__filed_at", "pk")[:MOST]
    for report, title in _with_titles(rows, person):
        yield DeskLine(
            title=_("%(organisation)s tried something and reports how it went")
            % {"organisation": report.organisation.name},
            url=reverse("tried_decide", args=[report.pk]),
            note=title,
            verb=_("Confirm or send back"),
        )


def reports_sent_back(person: Any) -> Iterable[DeskLine]:
    """Own reports that came back, as long as one works there; two queries."""
    rows = TriedReport.objects.visible_to(person).filter(
        state=ReportState.OPEN,
        waiting__by=person,
        waiting__state=VersionState.SENT_BACK,
        organisation__in=organisations_reporting(person).values("pk"),
    )
    newest = rows.select_related("organisation").order_by("-waiting__decided_at", "pk")[:MOST]
    for report, title in _with_titles(newest, person):
        yield DeskLine(
            title=_("Your report of what you tried came back"),
            url=reverse("tried_update", args=[report.pk]),
            note=title,
            verb=_("Amend it"),
        )


def _with_titles(rows: Iterable[TriedReport], person: Any) -> Iterable[tuple[TriedReport, str]]:
    reports = list(rows)
    keys = [report.translation_key for report in reports]
    items = items_of(person, keys, get_language()) if keys else {}
    for report in reports:
        item = items.get(report.translation_key)
        yield report, item.title if item is not None else ""
