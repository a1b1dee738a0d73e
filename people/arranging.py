"""How a desk is arranged: what waits by when it is due, own lists by the part of the site."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pages.registries import (
    Action,
    DeskLine,
    DeskPart,
    DeskStart,
    desk_lines,
    desk_links,
    desk_starts,
)

A_WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """Lines of a desk under one heading; `is_urgent` where it is time for them today."""

    key: str
    heading: str
    lines: list[DeskLine]
    is_urgent: bool


def lines_of_the_desk(person: Any) -> list[DeskLine]:
    """What every room has for this person: soonest first, undated last in the order of its room."""
    lines = [line for room in desk_lines for line in room(person)]
    return sorted(lines, key=_turn)


def _turn(line: DeskLine) -> tuple[datetime.date, str]:
    return (line.due_on, line.title) if line.due_on else (datetime.date.max, "")


def by_urgency(lines: Iterable[DeskLine], today: datetime.date) -> list[Waiting]:
    """Sorted lines under late, today, within a week, later, without a day; no empty heading."""
    headings = {
        "late": _("Late"),
        "today": _("Today"),
        "week": _("In the next seven days"),
        "later": _("Later"),
        "undated": _("No date set"),
    }
    return [
        Waiting(key, headings[key], list(under), is_urgent=key in ("late", "today"))
        for key, under in groupby(lines, key=lambda line: _urgency(line, today))
    ]


def _urgency(line: DeskLine, today: datetime.date) -> str:
    if line.due_on is None:
        return "undated"
    if line.due_on <= today:
        return "late" if line.due_on < today else "today"
    return "week" if line.due_on <= today + A_WEEK else "later"


def summary_of(waiting: Iterable[Waiting]) -> str:
    """How much is late and how much is for today, in a sentence; empty where nothing is."""
    numbers = {group.key: len(group.lines) for group in waiting}
    late, today = numbers.get("late", 0), numbers.get("today", 0)
    if late and today:
        return _("Late: %(late)d. For today: %(today)d.") % {"late": late, "today": today}
    if late:
        return _("Late: %(late)d.") % {"late": late}
    return _("For today: %(today)d.") % {"today": today} if today else ""


def own_lists_of(person: Any) -> list[tuple[str, list[Action]]]:
    """The own lists of a person under the parts of the site, in the order of the parts."""
    under: dict[DeskPart, list[Action]] = {part: [] for part in DeskPart}
    for room in desk_links:
        under[room.part].extend(room.links(person))
    return [(str(part.label), links) for part, links in under.items() if links]


def starts_of(person: Any) -> list[tuple[str, list[DeskStart]]]:
    """What the person can begin with, under the roles it is for; first what is for everybody."""
    under: dict[str, list[DeskStart]] = {"": []}
    for room in desk_starts:
        for start in room(person):
            under.setdefault(start.role, []).append(start)
    return [
        (role, sorted(starts, key=lambda start: start.rank))
        for role, starts in under.items()
        if starts
    ]


def desk_of(person: Any) -> dict[str, Any]:
    """What the page of a desk shows of the registries."""
    lines = lines_of_the_desk(person)
    waiting = by_urgency(lines, timezone.localdate())
    return {
        "number": len(lines),
        "waiting": waiting,
        "summary": summary_of(waiting),
        "starts": [] if lines else starts_of(person),
        "own_lists": own_lists_of(person),
    }
