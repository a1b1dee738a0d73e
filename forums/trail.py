"""What was asked about a lesson in the boards, as far as the reader reads them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.models import Topic
from pages.registries import Lesson, Station, TrailPart
from pages.trails import keys_by_number, keys_by_page


def asked(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Station]]:
    """Topics about a text and those it grew out of; of a topic, itself. One query."""
    rows = list(lessons)
    pages, topics = keys_by_page(rows), keys_by_number(rows, "topic")
    about = Q(about__in=list(pages)) | Q(article__in=list(pages)) | Q(pk__in=list(topics))
    found: dict[str, list[Station]] = defaultdict(list)
    for topic in Topic.objects.seen().visible_to(reader).filter(about).order_by("begun_at", "pk"):
        station = Station(
            on=localdate(topic.begun_at),
            title=topic.title,
            url=reverse("topic", args=[topic.pk]),
            note=_("answered") if topic.answer_id else "",
        )
        places = (
            pages.get(topic.about_id or 0),
            pages.get(topic.article_id or 0),
            topics.get(topic.pk),
        )
        for key in dict.fromkeys(filter(None, places)):
            found[key].append(station)
    return found


ASKED = TrailPart("asked", gettext_lazy("Asked in the boards"), asked)
