"""Where a lesson came from: the partnerships it is tied to that the reader may know of."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from pages.languages import listed
from pages.registries import Lesson, Station, TrailPart
from partnerships.models import Output
from partnerships.permissions import partnerships_visible_to
from partnerships.registry.lines import words_in_reach


def origins(lessons: Iterable[Lesson], reader: Any) -> dict[str, list[Station]]:
    """A station for each partnership; four queries."""
    visible = partnerships_visible_to(reader if reader is not None else AnonymousUser())
    rows = Output.objects.filter(
        thing__in=[one.key for one in lessons], partnership__in=visible.values("pk")
    ).select_related("theme", "partnership__plan__agreed")
    rows = rows.prefetch_related("partnership__countries", "partnership__wordings")
    found: dict[str, list[Station]] = defaultdict(list)
    for row in rows:
        found[row.thing].append(_origin(row))
    return found


def _origin(row: Output) -> Station:
    one = row.partnership
    codes = {str(place.country) for place in one.countries.all()}
    plan = one.plan.shown_title if one.plan is not None and one.plan.agreed_id else ""
    return Station(
        on=localdate(row.tied_at),
        title=words_in_reach(one)[0],
        url=reverse("partnership", args=[one.pk]),
        # One that several share is in none of them alone.
        country=codes.pop() if len(codes) == 1 else "",
        note=listed([row.theme.name, plan]),
    )


ORIGINS = TrailPart("from", _("Partnerships it came from"), origins)
