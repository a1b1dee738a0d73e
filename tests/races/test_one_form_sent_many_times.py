"""C07: a form that is sent many times at once, by impatience or a proxy, does its work once."""

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from learning.models import CaseStudyPage, ShelfEntry
from tests.factories import library_in, make_article, make_cast, make_draft, sign_in
from tests.races.at_once import TIMES, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def sent_many_times(person, address, words):
    """The status of each answer, or what it ended with."""
    answers = at_once(*[lambda: sign_in(person).post(address, words)] * TIMES)
    return [getattr(answer, "status_code", answer) for answer in answers]


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
    assert sent_many_times(cast.odette, "/en/write/snapshot/", words) == [302] * TIMES
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
    assert sent_many_times(cast.odette, f"/en/write/draft/{draft.pk}/", words) == [302] * TIMES
    assert draft.revisions.count() == 2
    assert WorkflowState.objects.filter(object_id=str(draft.pk)).count() == 1


def test_c14_one_place_on_the_shelf(transactional_db, ground):
    cast = make_cast()
    article = make_article()
    address = f"/en/shelf/{article.pk}/"
    assert sent_many_times(cast.odette, address, {"then": "keep"}) == [302] * TIMES
    assert ShelfEntry.objects.count() == 1
