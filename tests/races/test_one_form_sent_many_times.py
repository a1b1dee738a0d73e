"""C07: a form that is sent many times at once, by impatience or a proxy, does its work once."""

import threading

import pytest
from django.db import connection
from django.urls import reverse
from wagtail.models import WorkflowState

from learning.models import CaseStudyPage, ShelfEntry
from tests.factories import library_in, make_article, make_cast, make_draft, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60
TIMES = 8


def all_at_once(act):
    """The answers of `act` from as many threads, each with a connection of its own."""
    start = threading.Barrier(TIMES)
    answers = []

    def run():
        try:
            start.wait(PATIENCE)
            answers.append(act())
        except Exception as fault:  # noqa: BLE001 - told to the test's own thread
            answers.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return answers


def test_c07_one_snapshot_one_request_for_approval(transactional_db, ground):
    cast = make_cast()
    browser = sign_in(cast.odette)
    form = browser.get(reverse("draft_snapshot")).context["form"]
    words = {
        "key": form["key"].value(),
        "title": "Carts by plan",
        "place": "Ferry Landing",
        "problem": "Carts came late.",
        "done": "We drew a plan.",
        "contact_post": "Head of waste collection",
        "then": "send",
    }
    answers = all_at_once(lambda: sign_in(cast.odette).post("/en/write/snapshot/", words))
    assert [getattr(answer, "status_code", answer) for answer in answers] == [302] * TIMES
    case = CaseStudyPage.objects.get()
    assert case.revisions.count() == 1
    assert WorkflowState.objects.filter(object_id=str(case.pk)).count() == 1


def test_c07_one_change_of_a_draft_and_one_request_for_approval(transactional_db, ground):
    cast = make_cast()
    draft = make_draft(library_in("en", cast.lake), cast.odette)
    words = {
        "title": "Carts by plan",
        "authors": "Odette Marsh",
        "text": "We drew a plan.",
        "contact_post": "Head of waste collection",
        "then": "send",
    }
    answers = all_at_once(lambda: sign_in(cast.odette).post(f"/en/write/draft/{draft.pk}/", words))
    assert [getattr(answer, "status_code", answer) for answer in answers] == [302] * TIMES
    assert draft.revisions.count() == 2
    assert WorkflowState.objects.filter(object_id=str(draft.pk)).count() == 1


def test_c14_one_place_on_the_shelf(transactional_db, ground):
    cast = make_cast()
    article = make_article()
    answers = all_at_once(
        lambda: sign_in(cast.odette).post(f"/en/shelf/{article.pk}/", {"then": "keep"})
    )
    assert [getattr(answer, "status_code", answer) for answer in answers] == [302] * TIMES
    assert ShelfEntry.objects.count() == 1
