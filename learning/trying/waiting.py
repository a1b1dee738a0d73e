"""What waits for a person: reports to confirm, and own ones that came back; for desk and page."""

from typing import Any

from django.db.models import Case, OuterRef, QuerySet, Subquery, When
from django.utils.translation import get_language

from learning.models import LibraryItem, TriedReport
from learning.trying.permissions import organisations_reporting, waiting_for_decision
from learning.trying.states import ReportState, VersionState
from people.granting.permissions import reach_of


def to_confirm(person: Any) -> QuerySet[TriedReport]:
    """What waits for this editor, oldest first, each with `title`; none for others."""
    reach = reach_of(person)
    if not (reach.edited_ids or reach.is_for_programme):
        return TriedReport.objects.none()
    return _titled(waiting_for_decision(person), person).order_by("waiting__filed_at", "pk")


def came_back(person: Any) -> QuerySet[TriedReport]:
    """Own reports that came back, as long as one works there, newest first, each with `title`."""
    rows = TriedReport.objects.visible_to(person).filter(
        state=ReportState.OPEN,
        waiting__by=person,
        waiting__state=VersionState.SENT_BACK,
        organisation__in=organisations_reporting(person).values("pk"),
    )
    newest = rows.select_related("organisation", "waiting").order_by("-waiting__decided_at", "pk")
    return _titled(newest, person)


def _titled(rows: QuerySet[TriedReport], person: Any) -> QuerySet[TriedReport]:
    """With `title`: of the version that suits the reader, as `permissions.items_of` chooses it."""
    is_own = Case(When(language=get_language(), then=True), default=False)
    texts = LibraryItem.objects.visible_to(person).filter(
        translation_key=OuterRef("translation_key")
    )
    best = texts.order_by(is_own.desc(), "-is_original", "pk")
    return rows.annotate(title=Subquery(best.values("title")[:1]))
