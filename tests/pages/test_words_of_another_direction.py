"""A title in another script keeps its marks, wherever a sentence names it."""

import pytest
from django.core import mail
from django.utils import translation

from learning.kinds import TEXT_PUBLISHED
from notices.actions import tell
from notices.listing import entries_of
from notices.querysets import for_list
from pages.languages import apart, unmarked
from pages.lines import one_line
from tests.factories import do_waiting_work, make_article

ENGLISH, ARABIC = "Who collects the fee?", "من يجمع الرسوم؟"


def test_only_what_runs_the_other_way_is_set_apart():
    assert apart(ENGLISH) == ENGLISH
    assert apart(ARABIC) == f"\u2068{ARABIC}\u2069"
    with translation.override("ar"):
        assert apart(ENGLISH) == f"\u2068{ENGLISH}\u2069"
        assert apart(ARABIC) == ARABIC
        assert apart(f"{ARABIC} SWM") == f"\u2068{ARABIC} SWM\u2069"


def test_what_has_no_letters_runs_as_what_is_around_it():
    assert apart("2026") == "2026"
    with translation.override("fr"):
        assert apart("2026") == "2026"
    with translation.override("ar"):
        assert apart("2026?") == "2026?"


def test_in_one_line_of_a_mail_they_leave_no_gap():
    with translation.override("ar"):
        sentence = f"«{apart(ENGLISH)}»"
    assert one_line(unmarked(sentence), 100) == f"«{ENGLISH}»"
    assert one_line(sentence, 100) == f"« {ENGLISH} »", "the gap that it takes away"


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


@pytest.mark.django_db
def test_the_subject_of_a_mail_has_none_of_the_signs(cast):
    cast.odette.language = "ar"
    cast.odette.save()
    tell(TEXT_PUBLISHED, [cast.odette], once="fee", about=make_article(title=ENGLISH))
    do_waiting_work()
    (sent,) = [one for one in mail.outbox if ENGLISH in one.subject]
    assert sent.subject.endswith(f": {ENGLISH}")
    assert "\u2068" not in sent.subject
