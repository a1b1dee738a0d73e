"""I14: times that the clocks skip or show twice, and the same moment on two clocks."""

import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from mentoring.meeting.clock import Doubled, Skipped, in_words, moment_of
from mentoring.meeting.forms import TimesForm
from people.models import Person

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HALF_PAST_TWO = datetime.time(2, 30)
SPRING, AUTUMN = datetime.date(2027, 3, 28), datetime.date(2027, 10, 31)


def utc(*parts):
    return datetime.datetime(*parts, tzinfo=datetime.UTC)


def test_i14_a_skipped_hour_is_refused_with_the_two_that_exist():
    with pytest.raises(Skipped) as fault:
        moment_of(SPRING, HALF_PAST_TWO, AMSTERDAM)
    assert [f"{one:%H:%M}" for one in fault.value.choices] == ["01:30", "03:30"]
    assert fault.value.choices[0].astimezone(datetime.UTC) == utc(2027, 3, 28, 0, 30)
    assert fault.value.choices[1].astimezone(datetime.UTC) == utc(2027, 3, 28, 1, 30)


def test_i14_a_doubled_hour_asks_which_of_the_two():
    with pytest.raises(Doubled) as fault:
        moment_of(AUTUMN, HALF_PAST_TWO, AMSTERDAM)
    assert [f"{one:%H:%M%z}" for one in fault.value.choices] == ["02:30+0200", "02:30+0100"]
    first = moment_of(AUTUMN, HALF_PAST_TWO, AMSTERDAM, is_second=False)
    second = moment_of(AUTUMN, HALF_PAST_TWO, AMSTERDAM, is_second=True)
    assert (first, second) == (utc(2027, 10, 31, 0, 30), utc(2027, 10, 31, 1, 30))


@pytest.mark.parametrize("hour", [1, 3])
def test_i14_the_hours_around_are_as_they_are_written(hour):
    moment = moment_of(SPRING, datetime.time(hour, 30), AMSTERDAM)
    assert moment.astimezone(AMSTERDAM).time() == datetime.time(hour, 30)


def test_a_moment_is_written_with_the_zone_of_that_day():
    moment = utc(2027, 3, 10, 14)
    assert in_words(moment, AMSTERDAM, "Europe/Amsterdam") == (
        "Wednesday 10 March 2027, 15:00 (Europe/Amsterdam, UTC+01:00)"
    )
    summer = utc(2027, 7, 14, 14)
    assert "16:00 (Europe/Amsterdam, UTC+02:00)" in in_words(summer, AMSTERDAM, "Europe/Amsterdam")


# -- On the form -----------------------------------------------------------------------------------


def form_of(day, hour, **more):
    sent = {"minutes": "60", "key": "8a7c1f0e-2b3d-4e5f-8a9b-0c1d2e3f4a5b", **more}
    for number in (1, 2, 3):
        sent |= {f"day_{number}": f"{day:%Y}-11-0{number}", f"hour_{number}": "10:00"}
    sent |= {"day_1": day.isoformat(), "hour_1": hour}
    return TimesForm(sent, person=Person(time_zone="Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def winter():
    with time_machine.travel(utc(2027, 2, 1), tick=False):
        yield


def test_i14_the_form_names_the_two_valid_choices():
    form = form_of(SPRING, "02:30")
    assert form.errors["hour_1"] == [
        "On that day the clocks jump over 02:30. Write 01:30 or 03:30."
    ]
    assert "which_1" not in form.fields


def test_i14_the_form_asks_which_and_takes_the_answer():
    form = form_of(AUTUMN, "02:30")
    assert "which_1" in form.errors
    assert "UTC+02:00" in form.errors["which_1"][0]
    assert [len(row) for row in form.rows()] == [3, 2, 2]
    form = form_of(AUTUMN, "02:30", which_1="second")
    assert form.is_valid(), form.errors
    assert min(form.plan().starts) == utc(2027, 10, 31, 1, 30)


@pytest.mark.parametrize(
    ("day", "hour", "field", "words"),
    [
        (datetime.date(2027, 2, 1), "23:00", "day_1", "24 hours"),
        (datetime.date(2029, 2, 1), "10:00", "day_1", "within a year"),
        (datetime.date(2027, 11, 2), "10:00", "hour_2", "already"),
        (datetime.date(2027, 11, 5), "10:10", "hour_1", "quarter"),
    ],
)
def test_a_time_that_cannot_be_says_what_to_write(day, hour, field, words):
    form = form_of(day, hour)
    assert words in form.errors[field][0]
    assert form["hour_1"].value() == hour
