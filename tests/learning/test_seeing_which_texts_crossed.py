"""The arcs of the home page: who gave, who took it up, told the same in words."""

import pytest

from learning.crossings import WIDTH, Crossing, arc_line, line_of


def crossing(from_language, language):
    return Crossing(
        title=f"{from_language} in {language}",
        url=f"/{language}/library/x/",
        language=language,
        from_language=from_language,
    )


def station(line, language):
    return next(one for one in line.stations if one.language == language)


def test_a_language_that_only_gave_has_a_filled_dot_and_no_ring():
    crossed = [crossing("fr", "en")]
    french = station(line_of(crossed, "en"), "fr")
    assert french.gave_x == french.x
    assert french.took_x is None


def test_a_language_that_did_both_stands_on_two_feet():
    crossed = [crossing("fr", "en"), crossing("en", "ar")]
    english = station(line_of(crossed, "en"), "en")
    assert english.gave_x < english.x < english.took_x


def test_in_arabic_the_line_begins_at_the_right():
    crossed = [crossing("en", "fr")]
    left, right = line_of(crossed, "fr"), line_of(crossed, "ar")
    assert [one.x for one in right.stations] == [WIDTH - one.x for one in left.stations]


def test_many_texts_between_two_languages_make_one_arch():
    crossed = [crossing("en", "fr"), crossing("en", "fr")]
    assert len(line_of(crossed, "en").arches) == 1


def test_what_came_into_the_reader_s_language_is_told_first():
    crossed = [
        crossing("en", "fr"),
        crossing("fr", "es"),
        crossing("pt", "fr"),
        crossing("es", "pt"),
    ]
    told = line_of(crossed, "fr").crossed
    assert [one.language for one in told] == ["fr", "fr", "es"]


def test_without_a_crossing_there_is_no_line():
    crossed = []
    assert line_of(crossed, "en") is None


@pytest.mark.django_db
def test_an_empty_library_has_no_line():
    assert arc_line("en", None) is None
