"""The arcs of the home page: who gave, who took it up, told the same in words."""

import pytest
from django.core.cache import cache

from learning.crossings import WIDTH, Crossing, arc_line

VERSION = 7_000_001


def crossing(from_language, language):
    return Crossing(
        title=f"{from_language} in {language}",
        url=f"/{language}/library/x/",
        language=language,
        from_language=from_language,
    )


@pytest.fixture
def crossed():
    def keep(*crossings):
        cache.set(f"crossings:{VERSION}", list(crossings))

    yield keep
    cache.delete(f"crossings:{VERSION}")


def station(line, language):
    return next(one for one in line.stations if one.language == language)


def test_a_language_that_only_gave_has_a_filled_dot_and_no_ring(crossed):
    crossed(crossing("fr", "en"))
    french = station(arc_line("en", VERSION), "fr")
    assert french.gave_x == french.x
    assert french.took_x is None


def test_a_language_that_did_both_stands_on_two_feet(crossed):
    crossed(crossing("fr", "en"), crossing("en", "ar"))
    english = station(arc_line("en", VERSION), "en")
    assert english.gave_x < english.x < english.took_x


def test_in_arabic_the_line_begins_at_the_right(crossed):
    crossed(crossing("en", "fr"))
    left, right = arc_line("fr", VERSION), arc_line("ar", VERSION)
    assert [one.x for one in right.stations] == [WIDTH - one.x for one in left.stations]


def test_many_texts_between_two_languages_make_one_arch(crossed):
    crossed(crossing("en", "fr"), crossing("en", "fr"))
    assert len(arc_line("en", VERSION).arches) == 1


def test_what_came_into_the_reader_s_language_is_told_first(crossed):
    crossed(crossing("en", "fr"), crossing("fr", "es"), crossing("pt", "fr"), crossing("es", "pt"))
    told = arc_line("fr", VERSION).crossed
    assert [one.language for one in told] == ["fr", "fr", "es"]


def test_without_a_crossing_there_is_no_line(crossed):
    crossed()
    assert arc_line("en", VERSION) is None


@pytest.mark.django_db
def test_an_empty_library_has_no_line():
    assert arc_line("en", None) is None
