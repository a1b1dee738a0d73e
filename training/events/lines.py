"""What a screen shows of trainings."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pages.countries import country_name
from pages.languages import OWN_NAMES
from pages.templatetags.days import day
from training.models import Event


@dataclass(frozen=True)
class Line:
    """One training in a list; its times are those of its place."""

    event: Event
    url: str
    when: str
    where: str
    language: str
    trainers: list[str]


def shown_events(events: Iterable[Event]) -> list[Line]:
    """Lines of events read by `with_trainers`; no query of their own."""
    return [
        Line(
            event=event,
            url=reverse("training", args=[event.pk]),
            when=days_of(event),
            where=where_of(event),
            language=OWN_NAMES.get(event.language, event.language),
            trainers=trainers_of(event),
        )
        for event in events
    ]


def trainers_of(event: Any) -> list[str]:
    """Names of who teaches, leads first."""
    return [row.person.name for row in event.trainers]


def days_of(event: Event) -> str:
    """E.g. `3 December 2026` or `3 December 2026 – 5 December 2026`."""
    begin, end = event.starts_at.astimezone(event.held_in).date(), event.ended_on
    return day(begin) if begin == end else f"{day(begin)} – {day(end)}"


def hours_of(event: Event) -> str:
    """E.g. `09:00 – 16:00 (Africa/Lusaka)`."""
    begin, end = (
        date_format(moment.astimezone(event.held_in), "H:i")
        for moment in (event.starts_at, event.ends_at)
    )
    zone = event.zone.replace("_", " ")
    return _("%(begin)s – %(end)s (%(zone)s)") % {"begin": begin, "end": end, "zone": zone}


def hours_for(event: Event, person: Any) -> str:
    """The same on the person's own clock; empty where it is the same, or for a visitor."""
    if not person.is_authenticated or event.state != "planned":
        return ""
    own = person.zone
    if (
        event.starts_at.astimezone(own).utcoffset()
        == event.starts_at.astimezone(ZoneInfo(event.zone)).utcoffset()
    ):
        return ""
    local: datetime.datetime = event.starts_at.astimezone(own)
    return f"{day(local.date())}, {date_format(local, 'H:i')}"


def where_of(event: Event) -> str:
    """Place and country, as far as they are known."""
    country = country_name(str(event.country)) if event.country else ""
    return ", ".join(filter(None, (event.place, country)))


def training_crumbs(event: Event) -> list[dict[str, str]]:
    """The way to a page below a training."""
    return [
        {"label": _("Trainings"), "url": reverse("trainings")},
        {"label": event.title, "url": reverse("training", args=[event.pk])},
    ]
