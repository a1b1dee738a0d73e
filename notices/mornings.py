"""When a digest is due: at seven in the morning, each day or on Monday, where the reader is."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(7)
MONDAY = 0


def zone_of(name: str) -> ZoneInfo:
    """The time zone of this name; UTC for one that is not known (any more)."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def last_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """The latest seven o'clock in `zone` that is not after `now`, in UTC."""
    return next(morning for morning in _mornings_before(now, zone) if morning <= now)


def last_monday_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """The latest seven o'clock on a Monday in `zone` that is not after `now`, in UTC."""
    return next(
        morning
        for morning in _mornings_before(now, zone)
        if morning <= now and morning.astimezone(zone).weekday() == MONDAY
    )


def _mornings_before(now: datetime, zone: ZoneInfo) -> list[datetime]:
    """Mornings around `now` and of more than a week before it, latest first."""
    today = now.astimezone(zone).date()
    days = [today - timedelta(days=back) for back in range(-1, 10)]
    # By the wall: on a day of 23 or 25 hours seven o'clock is still seven o'clock.
    walls = [datetime.combine(day, MORNING, tzinfo=zone) for day in days]
    return [wall.astimezone(UTC) for wall in walls]
