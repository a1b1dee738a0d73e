"""How often a lesson kept a duty to pass on: a number from five on, of no day and nobody (2C)."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from pages.registries import Lesson, Station, TrailPart
from pages.trails import keys_by_page, keys_by_uuid
from people.readings import shown
from training.cascade.counting import AT_ONCE
from training.models import Evidence, Participation
from training.passing_on import PREFIX
from training.querysets import TRAINERS
from training.states import EventState

from .states import EvidenceState

TEXT = "library-text"


def passed_on(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Station]]:
    """Duties that were kept by the text, or by a training on it that somebody gave.

    Nought and a few are told alike. Two queries, and one more for each 5,000 who taught by it.
    """
    rows = list(lessons)
    pages = keys_by_page(rows)
    records = {
        f"{TEXT}:{number}": key for number, key in keys_by_uuid(rows, "library-item").items()
    }
    gave = Participation.objects.filter(
        event__edition__manual__in=list(pages), event__state=EventState.HELD, role__in=TRAINERS
    )
    for pk, manual in gave.order_by().values_list("pk", "event__edition__manual"):
        records[f"{PREFIX}:{pk}"] = pages[manual]
    counted: Counter[str] = Counter()
    wanted = list(records)
    for begin in range(0, max(len(wanted), 1), AT_ONCE):
        kept = Evidence.objects.filter(
            state=EvidenceState.CONFIRMED, key__in=wanted[begin : begin + AT_ONCE]
        )
        counted.update(records[key] for key in kept.values_list("key", flat=True))
    return {
        key: [Station(shown(number))]
        for key, number in counted.items()
        if shown(number) is not None
    }


PASSED_ON = TrailPart("passed-on", _("Used to pass on what was learnt"), passed_on)
