"""Wall clocks: what a time means in a zone, and how a moment is written for somebody (I14)."""

import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pages.templatetags.days import day

OPENS, CLOSES = datetime.time(8), datetime.time(17)


class Skipped(Exception):
    """The clocks never show this time on that day; `choices` are the two times that are there."""

    def __init__(self, choices: tuple[datetime.datetime, datetime.datetime]) -> None:
        super().__init__()
        self.choices = choices


class Doubled(Exception):
    """The clocks show this time twice on that day; `choices` are the first and the second."""

    def __init__(self, choices: tuple[datetime.datetime, datetime.datetime]) -> None:
        super().__init__()
        self.choices = choices


def moment_of(
    on: datetime.date, at: datetime.time, zone: ZoneInfo, *, is_second: bool | None = None
) -> datetime.datetime:
    """The moment, in UTC, when clocks in `zone` show this day and time.

    Raises Skipped where they jump over it, and Doubled where they show it twice and `is_second`
    does not say which is meant. `choices` are in `zone`.
    """
    wall = datetime.datetime.combine(on, at)
    first, second = (
        wall.replace(tzinfo=zone, fold=fold).astimezone(datetime.UTC) for fold in (0, 1)
    )
    if first == second:
        return first
    if first.astimezone(zone).replace(tzinfo=None) != wall:
        earlier, later = sorted(one.astimezone(zone) for one in (first, second))
        raise Skipped((earlier, later))
    if is_second is None:
        raise Doubled((first.astimezone(zone), second.astimezone(zone)))
    return second if is_second else first


def hour_in(moment: datetime.datetime, zone: datetime.tzinfo) -> str:
    """E.g. `16:00`, as clocks in `zone` show it."""
    return date_format(moment.astimezone(zone), "H:i")


def day_in(moment: datetime.datetime, zone: datetime.tzinfo) -> str:
    """E.g. `Thursday 3 December 2026`, in `zone`."""
    local = moment.astimezone(zone)
    return f"{date_format(local, 'l')} {day(local.date())}"


def zone_in_words(name: str, moment: datetime.datetime) -> str:
    """E.g. `Africa/Lusaka, UTC+02:00`: the zone and how far it is from UTC at this moment."""
    ahead = moment.astimezone(ZoneInfo(name)).strftime("%z")
    return f"{name.replace('_', ' ')}, UTC{ahead[:3]}:{ahead[3:]}"


def town_of(name: str) -> str:
    """E.g. `Lusaka` of `Africa/Lusaka`."""
    return name.rpartition("/")[2].replace("_", " ")


def in_words(moment: datetime.datetime, zone: datetime.tzinfo, name: str) -> str:
    """E.g. `Thursday 3 December 2026, 16:00 (Africa/Lusaka, UTC+02:00)`."""
    try:
        where = zone_in_words(name, moment)
    except (KeyError, ValueError):
        where = "UTC"
    return _("%(day)s, %(hour)s (%(zone)s)") % {
        "day": day_in(moment, zone),
        "hour": hour_in(moment, zone),
        "zone": where,
    }


def office_in_words(moment: datetime.datetime, minutes: int, zone: datetime.tzinfo) -> str:
    """Whether somebody in `zone` is at work then; office hours are eight to five."""
    begins = moment.astimezone(zone)
    ends = (moment + datetime.timedelta(minutes=minutes)).astimezone(zone)
    if begins.date() == ends.date() and begins.time() >= OPENS and ends.time() <= CLOSES:
        return _("inside office hours")
    if begins.time() < OPENS:
        return _("before office hours")
    return _("after office hours")
