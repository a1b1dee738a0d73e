"""Where a text was tried, for the trail of a lesson."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from learning.models import LibraryItem, TriedReport
from learning.models.trying import Outcome
from pages.registries import Lesson, Station, TrailPart
from pages.trails import keys_by_page

NO_NUMBER = uuid.UUID(int=0)


def tried(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Station]]:
    """Confirmed reports of texts that the reader may read, the oldest first; two queries."""
    pages = keys_by_page(lessons)
    texts = LibraryItem.objects.visible_to(reader).filter(pk__in=list(pages))
    lesson_of = {key: pages[pk] for pk, key in texts.values_list("pk", "translation_key")}
    found: dict[str, list[Station]] = defaultdict(list)
    reports = TriedReport.objects.of(lesson_of).confirmed().order_by("standing__since", "pk")
    # One address and one word for each outcome: a programme has reports by the ten thousand.
    address = reverse("tried_report", args=[NO_NUMBER])
    words = {outcome.value: str(outcome.label) for outcome in Outcome}
    for pk, text, name, country, since, outcome in reports.values_list(
        "pk",
        "translation_key",
        "organisation__name",
        "organisation__country",
        "standing__since",
        "standing__outcome",
    ):
        found[lesson_of[text]].append(
            Station(
                on=since,
                title=name,
                url=address.replace(str(NO_NUMBER), str(pk)),
                country=country,
                note=words[outcome],
            )
        )
    return found


TRIED = TrailPart("tried", _("Tried in practice"), tried)
