"""Where a text was tried, for the trail of a lesson."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from learning.models import LibraryItem, TriedReport
from pages.registries import Lesson, Station, TrailPart
from pages.trails import keys_by_page


def tried(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Station]]:
    """Confirmed reports of texts that the reader may read, the oldest first; two queries."""
    pages = keys_by_page(lessons)
    texts = LibraryItem.objects.visible_to(reader).filter(pk__in=list(pages))
    lesson_of = {key: pages[pk] for pk, key in texts.values_list("pk", "translation_key")}
    found: dict[str, list[Station]] = defaultdict(list)
    reports = TriedReport.objects.of(lesson_of).confirmed()
    for report in reports.select_related("organisation", "standing").order_by(
        "standing__since", "pk"
    ):
        version: Any = report.standing
        found[lesson_of[report.translation_key]].append(
            Station(
                on=version.since,
                title=report.organisation.name,
                url=reverse("tried_report", args=[report.pk]),
                country=str(report.organisation.country),
                note=version.get_outcome_display(),
            )
        )
    return found


TRIED = TrailPart("tried", _("Tried in practice"), tried)
