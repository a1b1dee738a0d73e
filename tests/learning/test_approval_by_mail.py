"""Editors and authors hear of each step of an approval, without a draft's title in a mail."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import TaskState, WorkflowPage, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from learning.actions import send_for_approval
from learning.models import ArticlePage
from tests.factories import do_waiting_work, library_in, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast):
    draft = make_draft(library_in("en", cast.lake), cast.odette, title="Heron Papers")
    send_for_approval(by=cast.odette, item=draft)
    return draft


def decide(draft, verb, **more):
    do_waiting_work()
    mail.outbox.clear()
    task = draft.current_workflow_state.current_task_state.specific
    getattr(task, verb)(**more)
    do_waiting_work()


def test_the_editors_of_the_association_hear_of_it(cast, draft):
    do_waiting_work()
    (letter,) = mail.outbox
    assert letter.to == [cast.lena.email]
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in letter.body
    assert "Heron" not in letter.subject + letter.body


def test_in_the_main_library_the_programmes_editors_hear_of_it(cast):
    draft = make_draft(library_in("en"), cast.bruno)
    send_for_approval(by=cast.bruno, item=draft)
    do_waiting_work()
    assert [letter.to for letter in mail.outbox] == [[cast.petra.email]]


def test_the_author_hears_that_it_came_back_and_where_to_go_on(cast, draft):
    decide(draft, "reject", user=cast.lena, comment="Which year?")
    (letter,) = mail.outbox
    assert letter.to == [cast.odette.email]
    assert reverse("draft", args=[draft.pk]) in letter.body
    assert "Heron" not in letter.subject + letter.body


def test_the_author_hears_that_it_is_published(cast, draft):
    decide(draft, "approve", user=cast.lena)
    (letter,) = mail.outbox
    assert letter.to == [cast.odette.email]
    assert letter.subject == "Your text is published: Heron Papers"
    assert ArticlePage.objects.get().address in letter.body


def test_who_decides_on_the_own_text_gets_no_mail_about_it(cast):
    draft = make_draft(library_in("en", cast.lake), cast.lena)
    send_for_approval(by=cast.lena, item=draft)
    decide(draft, "approve", user=cast.lena)
    assert not mail.outbox


@pytest.mark.parametrize(
    ("signal", "sender"),
    [
        (task_submitted, TaskState),
        (workflow_submitted, WorkflowState),
        (workflow_approved, WorkflowState),
        (workflow_rejected, WorkflowState),
    ],
)
def test_wagtails_own_mails_are_not_connected(signal, sender):
    receivers, _ = signal._live_receivers(sender)
    others = {"learning.signals", "people.signals"}
    assert {one.__module__ for one in receivers} <= others


def test_where_no_workflow_is_left_the_programme_approves(cast):
    WorkflowPage.objects.all().delete()
    draft = make_draft(library_in("en", cast.lake), cast.odette)
    send_for_approval(by=cast.odette, item=draft)
    do_waiting_work()
    assert [letter.to for letter in mail.outbox] == [[cast.petra.email]]
