"""A day has its month as a word, in the language of the screen."""

import datetime

import pytest
from django.utils import timezone, translation

from pages.templatetags.days import day, iso_day, month

FIFTH = datetime.date(2026, 10, 5)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "5 October 2026"),
        ("fr", "5 octobre 2026"),
        ("es", "5 de octubre de 2026"),
        ("pt", "5 de Outubro de 2026"),
        ("ar", "5 أكتوبر 2026"),
    ],
)
def test_a_day_is_written_as_its_language_writes_it(language, expected):
    with translation.override(language):
        assert day(FIFTH).replace("،", "") == expected


def test_the_language_of_the_screen_is_asked_each_time():
    with translation.override("fr"):
        assert month(FIFTH) == "octobre 2026"
    with translation.override("en"):
        assert month(FIFTH) == "October 2026"


def test_a_moment_has_the_day_of_the_zone_it_is_shown_in():
    late = datetime.datetime(2026, 10, 5, 23, 30, tzinfo=datetime.UTC)
    with timezone.override("Africa/Lusaka"), translation.override("en"):
        assert (day(late), iso_day(late)) == ("6 October 2026", "2026-10-06")


def test_no_day_is_no_word():
    assert (day(None), month(None), iso_day(None)) == ("", "", "")
