"""A day has its month as a word, in the language of the screen."""

import datetime
import re

import pytest
from django.utils import timezone, translation

from pages.templatetags.days import confirmed_in, day, iso_day, month

FIFTH = datetime.date(2026, 10, 5)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "5 October 2026"),
        ("fr", "5 octobre 2026"),
        ("es", "5 de octubre de 2026"),
        ("pt", "5 de outubro de 2026"),
        ("ar", "5 أكتوبر 2026"),
    ],
)
def test_a_day_is_written_as_its_language_writes_it(language, expected):
    with translation.override(language):
        assert day(FIFTH) == expected


def test_no_month_has_a_capital_where_its_language_writes_none():
    months = [datetime.date(2026, number, 5) for number in range(1, 13)]
    for language in ("fr", "es", "pt"):
        with translation.override(language):
            assert not re.search("[A-Z]", " ".join(f"{day(one)} {month(one)}" for one in months))


def test_the_first_of_a_month_is_counted_in_french():
    with translation.override("fr"):
        assert day(datetime.date(2026, 10, 1)) == "1er octobre 2026"
        assert day(datetime.date(2026, 10, 11)) == "11 octobre 2026"


def test_what_is_confirmed_says_so_in_one_sentence():
    assert confirmed_in(FIFTH) == "confirmed October 2026"
    with translation.override("pt"):
        assert confirmed_in(FIFTH) == "confirmado em outubro de 2026"


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
