"""A title in another script keeps its marks, wherever a sentence names it."""

import pytest
from django.utils import translation

from learning.kinds import TEXT_PUBLISHED
from notices.actions import tell
from notices.listing import entries_of
from notices.querysets import for_list
from pages.languages import apart
from tests.factories import make_article

ENGLISH, ARABIC = "Who collects the fee?", "من يجمع الرسوم؟"


def test_only_what_runs_the_other_way_is_set_apart():
    assert apart(ENGLISH) == ENGLISH
    assert apart(ARABIC) == f"\u2068{ARABIC}\u2069"
    assert apart(ENGLISH, "ar") == f"\u2068{ENGLISH}\u2069"
    with translation.override("ar"):
        assert apart(ARABIC) == ARABIC
        assert apart(f"{ARABIC} SWM") == f"\u2068{ARABIC} SWM\u2069"


def test_what_has_no_letters_runs_as_what_is_around_it():
    assert apart("2026") == apart("2026", "fr") == "2026"
    assert apart("2026?", "ar") == "2026?"


@pytest.mark.django_db
def test_a_notice_in_arabic_keeps_the_question_mark_at_the_end_of_an_english_title(cast):
    tell(TEXT_PUBLISHED, [cast.odette], once="fee", about=make_article(title=ENGLISH))
    with translation.override("ar"):
        (told,) = entries_of(cast.odette, for_list(cast.odette))
    assert f"\u2068{ENGLISH}\u2069" in told.wording.subject
    with translation.override("fr"):
        (told,) = entries_of(cast.odette, for_list(cast.odette))
    assert ENGLISH in told.wording.subject
    assert "\u2068" not in told.wording.subject
