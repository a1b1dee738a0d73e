"""Readers report a post; it is one report however often they press."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forums.actions.looking_after import hide_post
from forums.actions.reporting import dismiss
from forums.actions.writing import edit
from forums.models import Report, Topic
from forums.moderating.kinds import REPORT_SETTLED
from notices.models import Notice
from tests.factories import PersonFactory, answer, ask, sign_in

pytestmark = pytest.mark.django_db


def report(person, post, **said):
    url = reverse("post_report", args=[post.pk])
    return sign_in(person).post(url, {"reason": "spam", "words": "Carts again.", **said})


def test_c14_twice_pressed_is_one_report(odette, bruno, board):
    post = answer(bruno, ask(odette, board))
    for _time in range(2):
        assert report(odette, post).status_code == 302
    kept = Report.objects.get()
    assert (kept.post, kept.by, kept.reason, kept.state) == (post, odette, "spam", "open")


def test_a_report_needs_a_reason(odette, bruno, board):
    post = answer(bruno, ask(odette, board))
    page = report(odette, post, reason="").content.decode()
    assert "Nothing you wrote was lost" in page
    assert not Report.objects.exists()


def test_nobody_reports_their_own_nor_what_they_cannot_read(odette, bruno, board):
    topic = ask(odette, board)
    post = answer(bruno, topic)
    assert report(bruno, post).status_code == 404
    Topic.objects.filter(pk=topic.pk).update(state="hidden")
    mira = PersonFactory()
    assert report(mira, post).status_code == 404
    assert not Report.objects.exists()


def test_what_was_settled_and_changed_since_can_be_reported_again(odette, bruno, mira, board):
    post = answer(bruno, ask(odette, board))
    report(odette, post)
    dismiss(by=mira, post=post)
    report(odette, post)
    assert Report.objects.get().state == "dismissed"
    edit(by=bruno, post=post, text="Buy my carts.")
    report(odette, post, reason="rude")
    kept = Report.objects.get()
    assert (kept.state, kept.reason, kept.settled_by) == ("open", "rude", None)
    assert Notice.objects.filter(person=mira, kind="forums.post-reported").count() == 2


@pytest.mark.parametrize(
    ("is_hidden", "subject"),
    [
        (True, "Something was done about a post that you reported"),
        (False, "A post that you reported was looked at and stays"),
    ],
)
def test_who_reported_is_told_what_became_of_it_without_a_word_of_the_post(
    odette, bruno, mira, board, is_hidden, subject
):
    post = answer(bruno, ask(odette, board, title="Who sells carts?"))
    report(odette, post)
    report(mira, post)
    if is_hidden:
        hide_post(by=mira, post=post, note="Not here.")
    else:
        dismiss(by=mira, post=post)
    page = sign_in(odette).get(reverse("notices")).content.decode()
    assert subject in page
    notice = Notice.objects.get(person=odette, kind=REPORT_SETTLED.key)
    said = REPORT_SETTLED.write(odette, notice)
    assert "carts" not in f"{said.subject} {said.text} {said.path}"
    # Who decided on it knows.
    assert not Notice.objects.filter(person=mira, kind=REPORT_SETTLED.key).exists()


def test_many_reporters_are_told_by_the_same_queries(odette, bruno, mira, board):
    topic, queries = ask(odette, board), []
    for reporters in (1, 20):
        post = answer(bruno, topic)
        for person in PersonFactory.create_batch(reporters):
            Report.objects.create(post=post, by=person, reason="spam")
        with CaptureQueriesContext(connection) as asked:
            dismiss(by=mira, post=post)
        queries.append(len(asked))
    assert Notice.objects.filter(kind=REPORT_SETTLED.key).count() == 21
    assert queries[0] == queries[1]


def test_nobody_is_told_of_a_report_that_is_open_again(odette, bruno, mira, board):
    post = answer(bruno, ask(odette, board))
    report(odette, post)
    dismiss(by=mira, post=post)
    edit(by=bruno, post=post, text="Buy my carts.")
    report(odette, post, reason="rude")
    assert "looked at and stays" not in sign_in(odette).get(reverse("notices")).content.decode()
