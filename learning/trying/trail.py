"""Where a text was tried, and into which languages it was brought, for the trail of a lesson."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.models import LibraryItem, TriedReport
from pages.languages import OWN_NAMES
from pages.registries import Lesson, Station, TrailPart


def _texts(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Any]]:
    """Versions of each lesson that the reader may read; one query."""
    known = list(lessons)
    ids = {pk for lesson in known for pk in lesson.page_ids}
    rows = LibraryItem.objects.visible_to(reader).filter(pk__in=ids)
    values = rows.order_by("listed_at", "pk").values_list(
        *("pk", "translation_key", "title", "language", "is_original", "listed_at"),
        "our_address__address",
        named=True,
    )
    by_pk = {row.pk: row for row in values}
    return {
        lesson.key: [row for pk, row in by_pk.items() if pk in lesson.page_ids] for lesson in known
    }


def tried(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Station]]:
    """Confirmed reports, the oldest first; two queries."""
    texts = _texts(lessons, reader)
    keys = {row.translation_key for rows in texts.values() for row in rows}
    found: dict[uuid.UUID, list[Station]] = defaultdict(list)
    reports = TriedReport.objects.of(keys).confirmed().select_related("organisation", "standing")
    for report in reports.order_by("standing__since", "pk"):
        version: Any = report.standing
        words = {"place": report.organisation.name, "outcome": version.get_outcome_display()}
        found[report.translation_key].append(
            Station(
                on=version.since,
                title=_("%(place)s (%(outcome)s)") % words,
                url=reverse("tried_report", args=[report.pk]),
                country=str(report.organisation.country),
            )
        )
    return {
        key: [station for text in {row.translation_key for row in rows} for station in found[text]]
        for key, rows in texts.items()
    }


def translated(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Station]]:
    """Versions in other languages than the original's; one query."""
    return {
        key: [
            Station(
                on=row.listed_at.date() if row.listed_at else None,
                title=OWN_NAMES.get(row.language, row.language),
                url=row.our_address__address,
            )
            for row in rows
            if not row.is_original
        ]
        for key, rows in _texts(lessons, reader).items()
    }


PARTS = (
    TrailPart("translated", gettext_lazy("Brought into another language"), translated),
    TrailPart("tried", gettext_lazy("Tried in practice"), tried),
)
