"""Feedback of both, and a lesson for the library that both agree to word by word."""

import pytest
from django.core import mail
from django.urls import reverse

from learning.models import ArticlePage
from mentoring.agreeing.actions import end_pair
from mentoring.models import Feedback, Lesson
from tests.factories import (
    PersonFactory,
    do_waiting_work,
    library_in,
    make_cast,
    make_editor,
    make_pair,
    sign_in,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db


cast = standing(make_cast)


@pytest.fixture
def pair(cast):
    return make_pair(cast.odette, cast.bruno)


def file(person, pair, **more):
    sent = {"score": "4", "would_again": "yes", "words": "You asked well.", **more}
    return sign_in(person).post(reverse("feedback", args=[pair.pk]), sent)


def page_of(person, pair):
    return sign_in(person).get(reverse("pair", args=[pair.pk])).content.decode()


# -- Feedback --------------------------------------------------------------------------------------


def test_each_reads_the_other_once_both_have_filed(cast, pair):
    end_pair(by=cast.bruno, pair=pair)
    assert reverse("feedback", args=[pair.pk]) in page_of(cast.odette, pair)
    assert file(cast.odette, pair).status_code == 302
    assert "You asked well." not in page_of(cast.bruno, pair)
    assert file(cast.bruno, pair, words="You listened.", score="5").status_code == 302
    assert "You asked well." in page_of(cast.bruno, pair)
    read = page_of(cast.odette, pair)
    assert "You listened." in read
    assert "Very useful" in read


def test_p09_it_is_filed_once_and_after_the_end(cast, pair):
    assert file(cast.odette, pair).status_code == 409
    end_pair(by=cast.odette, pair=pair)
    file(cast.odette, pair)
    assert sign_in(cast.odette).get(reverse("feedback", args=[pair.pk])).status_code == 409
    assert file(cast.odette, pair, score="1").status_code == 409
    # The same form once more, as by a double click (C07).
    assert file(cast.odette, pair).status_code == 302
    assert Feedback.objects.get().score == 4


def test_what_is_missing_is_said_and_what_was_typed_is_kept(cast, pair):
    end_pair(by=cast.odette, pair=pair)
    page = file(cast.odette, pair, score="").content.decode()
    assert 'class="to-mend' in page
    assert "You asked well." in page
    assert not Feedback.objects.exists()


def test_nobody_else_files_or_reads_it(cast, pair):
    end_pair(by=cast.odette, pair=pair)
    for person in (cast.yara, cast.simon):
        assert file(person, pair).status_code == 404


def test_2b_the_programme_sees_an_average_of_five_and_of_no_fewer(cast):
    words = "on average"
    pairs = [make_pair(PersonFactory(), PersonFactory()) for _ in range(5)]
    programme = PersonFactory()
    make_editor(programme)
    for number, pair in enumerate(pairs, 1):
        end_pair(by=pair.mentor, pair=pair)
        Feedback.objects.create(pair=pair, by=pair.mentor, score=4, would_again=True)
        page = sign_in(programme).get(reverse("matches")).content.decode()
        assert (words in page) == (number == 5)


# -- A lesson --------------------------------------------------------------------------------------


def write(person, pair, **more):
    address = reverse("write_lesson", args=[pair.pk])
    client = sign_in(person)
    form = client.get(address).context["form"]
    sent = {"title": "Fees by ward", "text": "We kept a book for each ward.", **more}
    return client.post(address, {**sent, "seen": form["seen"].value() or ""})


def agree(person, pair, **more):
    client = sign_in(person)
    address = reverse("lesson", args=[pair.pk])
    seen = client.get(address).context["form"]["seen"].value()
    return client.post(address, {"then": "agree", "seen": seen, **more})


@pytest.fixture
def library(cast):
    return library_in(association=cast.lake)


def test_a_draft_begins_once_both_agree_to_the_same_words(cast, pair, library):
    assert write(cast.odette, pair).status_code == 302
    do_waiting_work()
    (letter,) = mail.outbox
    assert letter.to == [cast.bruno.email]
    assert "ward" not in letter.subject + letter.body
    assert not ArticlePage.objects.exists()
    assert (
        "We kept a book"
        in sign_in(cast.bruno).get(reverse("lesson", args=[pair.pk])).content.decode()
    )
    assert agree(cast.bruno, pair, is_named="on").status_code == 302
    draft = ArticlePage.objects.get()
    assert (draft.title, draft.live, draft.owner) == ("Fees by ward", False, cast.odette)
    assert draft.authors == cast.bruno.name
    lesson = Lesson.objects.get()
    assert (lesson.state, lesson.draft_id) == ("begun", draft.pk)
    assert sign_in(cast.odette).get(reverse("draft", args=[draft.pk])).status_code == 200
    assert agree(cast.bruno, pair).status_code == 409


def test_nobody_is_named_who_does_not_want_to_be(cast, pair, library):
    write(cast.odette, pair)
    agree(cast.bruno, pair)
    assert ArticlePage.objects.get().authors == "Two colleagues, one coaching the other"


def test_who_wrote_it_does_not_agree_for_the_other(cast, pair, library):
    write(cast.odette, pair)
    assert agree(cast.odette, pair).status_code == 404
    assert not ArticlePage.objects.exists()


def test_words_that_changed_after_they_were_read_are_not_agreed_to(cast, pair, library):
    write(cast.odette, pair)
    reader = sign_in(cast.bruno)
    address = reverse("lesson", args=[pair.pk])
    seen = reader.get(address).context["form"]["seen"].value()
    write(cast.odette, pair, text="We kept one book for all.")
    assert reader.post(address, {"then": "agree", "seen": seen}).status_code == 409
    assert not ArticlePage.objects.exists()


def test_either_drops_it_and_it_can_be_written_anew_by_the_other(cast, pair, library):
    write(cast.odette, pair)
    address = reverse("lesson", args=[pair.pk])
    sign_in(cast.bruno).post(address, {"then": "drop"})
    assert Lesson.objects.get().state == "dropped"
    assert write(cast.bruno, pair).status_code == 302
    assert Lesson.objects.get().by == cast.bruno
    agree(cast.odette, pair)
    assert ArticlePage.objects.get().owner == cast.bruno


def test_nobody_else_reads_it(cast, pair, library):
    write(cast.odette, pair)
    for person in (cast.yara, cast.simon, cast.petra):
        assert sign_in(person).get(reverse("lesson", args=[pair.pk])).status_code == 404


def test_p09_before_anything_is_agreed_there_is_no_lesson(cast):
    pair = make_pair(cast.odette, cast.bruno, is_agreed=False)
    address = reverse("write_lesson", args=[pair.pk])
    assert sign_in(cast.odette).get(address).status_code == 409
