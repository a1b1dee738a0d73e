"""In which trainings a text was used, on to which generation, and how many it reached.

Titles, days and generations are open to everybody (2B). How many were trained is what the page of
the course tells a stranger, hidden there or here alike: two pages cannot be taken from each other.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.registries import Lesson, Station, TrailPart
from pages.trails import keys_by_page, keys_by_uuid
from people.readings import shown
from training.cascade.reading import figures_by_course
from training.cascade.tables import lines_from
from training.models import Course, Edition, Event
from training.states import EventState


def used_in(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Station]]:
    """Trainings that were held by an edition of the text; of a training, itself. One query."""
    rows = list(lessons)
    pages, events = keys_by_page(rows), keys_by_uuid(rows, "training")
    by_it = Q(edition__manual__in=list(pages)) | Q(pk__in=list(events))
    held = Event.objects.filter(by_it, state=EventState.HELD).select_related("edition")
    found: dict[str, list[Station]] = defaultdict(list)
    for event in held.order_by("starts_at", "pk"):
        station = _station(event)
        for key in filter(None, (pages.get(event.edition.manual_id or 0), events.get(event.pk))):
            found[key].append(station)
    return found


def _station(event: Event) -> Station:
    generation = event.generation if event.is_generation_known else None
    said = _("generation %(number)s") % {"number": generation} if generation is not None else ""
    return Station(
        on=localdate(event.starts_at),
        title=event.title,
        url=reverse("training", args=[event.pk]),
        country=str(event.country or ""),
        note=said,
        generation=generation,
    )


def trained(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Station]]:
    """People trained in the courses that are taught by a text, net of those who left; from five on.

    Without a day: of one year alone the page of a course says nothing. Eight queries.
    """
    pages = keys_by_page(lessons)
    taught: dict[int, dict[str, None]] = defaultdict(dict)
    names: dict[int, str] = {}
    by_it = Edition.objects.filter(manual__in=list(pages)).order_by("pk")
    for manual, course, name in by_it.values_list("manual_id", "course_id", "course__name"):
        taught[course][pages[manual]] = None
        names[course] = name
    found: dict[str, list[Station]] = defaultdict(list)
    for course, figures in figures_by_course(Course.objects.filter(pk__in=list(taught))).items():
        net = lines_from(*figures, False)[-1].value("net")
        number = shown(net) if isinstance(net, int) else None
        if number is not None:
            url = reverse("cascade", args=[course])
            for key in taught[course]:
                found[key].append(Station(number, title=names[course], url=url))
    return found


USED = TrailPart("training", gettext_lazy("Trainings"), used_in)
TRAINED = TrailPart("trained", gettext_lazy("People trained and still there"), trained)
