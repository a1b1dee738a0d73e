"""Readers report a post; it is one report however often they press."""

import pytest
from django.urls import reverse

from forums.actions.reporting import dismiss
from forums.actions.writing import edit
from forums.models import Report, Topic
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
