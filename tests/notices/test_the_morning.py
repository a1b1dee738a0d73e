"""Seven in the morning where the reader is, on every day of every time zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notices.mornings import last_monday_morning, last_morning, zone_of

ZONES = sorted(available_timezones() - {"Factory", "localtime"})
FIRST, LAST = datetime(2024, 1, 1), datetime(2031, 1, 1)  # noqa: DTZ001 - Hypothesis adds it
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


@given(MOMENTS, st.sampled_from(ZONES))
@example(datetime(2026, 3, 29, 4, 59, tzinfo=UTC), "Europe/Amsterdam")
@example(datetime(2026, 3, 29, 5, 0, tzinfo=UTC), "Europe/Amsterdam")
@example(datetime(2026, 10, 25, 6, 0, tzinfo=UTC), "Europe/Amsterdam")
@example(datetime(2026, 10, 24, 12, 0, tzinfo=UTC), "Pacific/Apia")
def test_the_last_morning_is_at_seven_by_the_wall_and_less_than_two_days_ago(moment, name):
    zone = ZoneInfo(name)
    morning = last_morning(moment, zone)
    local = morning.astimezone(zone)
    assert morning <= moment
    assert (local.hour, local.minute) == (7, 0)
    # A day has 23 to 25 hours.
    assert moment - morning < timedelta(hours=25)
    assert last_morning(morning - timedelta(seconds=1), zone) < morning


@given(MOMENTS, st.sampled_from(ZONES))
def test_the_last_monday_morning_is_a_monday_of_the_last_seven_days(moment, name):
    zone = ZoneInfo(name)
    morning = last_monday_morning(moment, zone)
    local = morning.astimezone(zone)
    assert (local.weekday(), local.hour, local.minute) == (0, 7, 0)
    assert timedelta(0) <= moment - morning < timedelta(days=7, hours=1)


@pytest.mark.parametrize(
    ("moment", "morning"),
    [
        # The clock goes forward on 29 March 2026 and back on 25 October.
        ((2026, 3, 28, 12), (2026, 3, 28, 6)),
        ((2026, 3, 29, 5), (2026, 3, 29, 5)),
        ((2026, 10, 25, 5, 59), (2026, 10, 24, 5)),
        ((2026, 10, 25, 6), (2026, 10, 25, 6)),
    ],
)
def test_daylight_saving_moves_the_morning_with_the_wall(moment, morning):
    amsterdam = ZoneInfo("Europe/Amsterdam")
    assert last_morning(datetime(*moment, tzinfo=UTC), amsterdam) == datetime(*morning, tzinfo=UTC)


@pytest.mark.parametrize("name", ["", "Atlantis/Capital", "../../etc/passwd", "America", "\0"])
def test_a_zone_that_is_not_known_is_utc(name):
    assert zone_of(name) == ZoneInfo("UTC")
