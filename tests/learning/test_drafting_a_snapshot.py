"""An officer writes a snapshot without a CMS, sends it, and an editor publishes it."""

import re

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from learning.models import CaseStudyPage, LibraryItem
from tests.factories import library_in, make_draft, make_snapshot, sign_in

pytestmark = pytest.mark.django_db

WORDS = {
    "title": "Carts that come on the day they should",
    "place": "Ferry Landing",
    "country": "ZM",
    "problem": "Carts came late, and heaps grew.",
    "done": "We drew a plan of the streets.\n\nThen we painted the days on the walls.",
    "contact_post": "Head of waste collection",
}


def form_of(client, name="draft_snapshot", *args):
    """What a browser would send back unchanged: the hidden key among it."""
    html = client.get(reverse(name, args=args)).content.decode()
    key = re.search(r'name="key" value="([^"]*)"', html)
    return {"key": key[1]} if key else {}


def test_a_member_writes_a_snapshot_and_nobody_else_sees_it(cast, client):
    browser = sign_in(cast.odette)
    answer = browser.post(reverse("draft_snapshot"), {**form_of(browser), **WORDS, "then": "keep"})
    case = CaseStudyPage.objects.get()
    assert answer["Location"] == reverse("draft", args=[case.pk])
    assert (case.live, case.owner, case.form) == (False, cast.odette, "snapshot")
    assert case.get_parent().specific == library_in("en", cast.lake)
    assert case.author_organisation == cast.ferry_landing
    assert [row.country.code for row in case.item_countries.all()] == ["ZM"]
    for visitor in (client, sign_in(cast.bruno)):
        assert visitor.get(case.address).status_code == 404
    assert case.title not in client.get("/en/library/").content.decode()


def test_the_draft_stands_in_the_language_of_the_address(cast):
    browser = sign_in(cast.odette)
    browser.post("/fr/write/snapshot/", {**WORDS, "then": "keep"})
    case = CaseStudyPage.objects.get()
    assert case.language == "fr"
    assert case.get_parent().specific == library_in("fr", cast.lake)


def test_somebody_of_no_association_writes_into_the_main_library(cast):
    browser = sign_in(cast.petra)
    browser.post(reverse("draft_snapshot"), {**WORDS, "then": "keep"})
    assert CaseStudyPage.objects.get().get_parent().specific == library_in("en")


def test_sending_it_starts_the_approval_and_the_editor_publishes_it(cast, client):
    browser = sign_in(cast.odette)
    answer = browser.post(reverse("draft_snapshot"), {**form_of(browser), **WORDS, "then": "send"})
    assert answer["Location"] == reverse("drafts")
    case = CaseStudyPage.objects.get()
    state = case.current_workflow_state
    assert state.current_task_state.task.specific.groups.get() == cast.lake.role_group.group
    assert case.title in sign_in(cast.lena).get(reverse("desk")).content.decode()
    task = state.current_task_state.specific
    task.task.specific.on_action(task, cast.lena, "approve")
    case.refresh_from_db()
    assert case.live
    assert client.get(case.address).status_code == 200


def test_a_mistake_keeps_every_word(cast):
    browser = sign_in(cast.odette)
    answer = browser.post(reverse("draft_snapshot"), {**WORDS, "title": "", "then": "send"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Something needs mending" in html
    assert WORDS["problem"] in html
    assert "Then we painted the days on the walls." in html
    assert not CaseStudyPage.objects.exists()


def test_p05_fields_that_the_form_does_not_have_are_ignored(cast):
    browser = sign_in(cast.odette)
    more = {
        "live": "1",
        "owner": str(cast.bruno.pk),
        "form": "full",
        "author_organisation": str(cast.hill.pk),
        "external_id": "x",
        "audience": "public",
        "locale": "5",
        "slug": "chosen",
        "translation_key": "00000000-0000-0000-0000-000000000000",
        "then": "keep",
    }
    browser.post(reverse("draft_snapshot"), {**WORDS, **more})
    case = CaseStudyPage.objects.get()
    assert (case.live, case.owner, case.form) == (False, cast.odette, "snapshot")
    assert case.author_organisation == cast.ferry_landing
    assert (case.external_id, case.slug, case.language) == (
        None,
        "carts-that-come-on-the-day-they-should",
        "en",
    )
    assert str(case.translation_key) != more["translation_key"]


def test_a_double_click_makes_one_draft_and_one_request_for_approval(cast):
    browser = sign_in(cast.odette)
    posted = {**form_of(browser), **WORDS, "then": "send"}
    for _ in range(2):
        assert browser.post(reverse("draft_snapshot"), posted).status_code == 302
    case = CaseStudyPage.objects.get()
    assert case.revisions.count() == 1
    assert WorkflowState.objects.count() == 1


def test_the_same_form_sent_again_with_more_words_mends_the_draft(cast):
    browser = sign_in(cast.odette)
    posted = {**form_of(browser), **WORDS, "then": "keep"}
    browser.post(reverse("draft_snapshot"), posted)
    browser.post(reverse("draft_snapshot"), {**posted, "title": "Another title"})
    case = CaseStudyPage.objects.get()
    assert case.get_latest_revision_as_object().title == "Another title"
    assert case.draft_title == "Another title"


def test_a_key_that_was_made_for_somebody_else_ties_nothing_together(cast):
    closed = make_snapshot(library_in("en", cast.hill), audience=f"association:{cast.hill.pk}")
    theirs = form_of(sign_in(cast.bruno))
    browser = sign_in(cast.odette)
    for key in (theirs["key"], str(closed.translation_key), "nonsense", ""):
        browser.post(reverse("draft_snapshot"), {**WORDS, "key": key, "then": "keep"})
    mine = CaseStudyPage.objects.filter(owner=cast.odette)
    keys = set(mine.values_list("translation_key", flat=True))
    assert len(keys) == 4
    assert closed.translation_key not in keys


def test_what_waits_is_taken_back_by_a_change_and_sent_anew(cast):
    browser = sign_in(cast.odette)
    browser.post(reverse("draft_snapshot"), {**WORDS, "then": "send"})
    case = CaseStudyPage.objects.get()
    first = case.current_workflow_state
    address = reverse("draft", args=[case.pk])
    assert "waits for approval" in browser.get(address).content.decode()
    browser.post(address, {**WORDS, "done": "We did something else.", "then": "keep"})
    first.refresh_from_db()
    assert first.status == WorkflowState.STATUS_CANCELLED
    browser.post(address, {**WORDS, "done": "We did something else.", "then": "send"})
    again = CaseStudyPage.objects.get().current_workflow_state
    assert again.current_task_state.revision == case.revisions.latest("created_at")


def test_what_an_editor_gives_back_is_shown_with_the_reason(cast):
    browser = sign_in(cast.odette)
    browser.post(reverse("draft_snapshot"), {**WORDS, "then": "send"})
    case = CaseStudyPage.objects.get()
    task = case.current_workflow_state.current_task_state.specific
    task.reject(user=cast.lena, comment="Which year was it?")
    address = reverse("draft", args=[case.pk])
    assert "Which year was it?" in browser.get(address).content.decode()
    assert "Given back to you" in browser.get(reverse("desk")).content.decode()
    browser.post(address, {**WORDS, "title": "In 2024", "then": "send"})
    state = CaseStudyPage.objects.get().current_workflow_state
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert state.current_task_state.revision == case.revisions.latest("created_at")


def test_other_peoples_drafts_are_not_there(cast):
    draft = make_draft(library_in("en", cast.lake), cast.odette, title="Heron Papers")
    address = reverse("draft", args=[draft.pk])
    neighbour = sign_in(cast.bruno)
    for method in (neighbour.get, neighbour.post):
        answer = method(address)
        assert answer.status_code == 404
        assert "Heron" not in answer.content.decode()
    nothing = reverse("draft", args=[10**6])
    missing = neighbour.get(nothing).content.decode()
    assert neighbour.get(address).content.decode() == missing.replace(nothing[3:], address[3:])
    assert sign_in(cast.lena).get(address).status_code == 200
    assert sign_in(cast.yara).get(address).status_code == 404


def test_a_colleague_of_the_same_association_does_not_see_it_either(cast):
    draft = make_draft(library_in("en", cast.lake), cast.lena)
    assert sign_in(cast.odette).get(reverse("draft", args=[draft.pk])).status_code == 404


def test_what_is_published_is_no_draft_any_more_even_when_it_was_taken_off(cast):
    case = make_snapshot(library_in("en", cast.lake), owner=cast.odette)
    browser = sign_in(cast.odette)
    address = reverse("draft", args=[case.pk])
    assert browser.get(address).status_code == 404
    case.unpublish()
    assert browser.get(address).status_code == 404
    assert not LibraryItem.objects.filter(title="Changed").exists()


@pytest.mark.parametrize("name", ["drafts", "draft_snapshot", "draft_article", "word_draft"])
def test_visitors_are_asked_to_sign_in(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/en/account/login/")


def test_the_list_of_drafts_is_mine_alone(cast):
    make_draft(library_in("en", cast.lake), cast.odette, title="Mine")
    make_draft(library_in("en", cast.lake), cast.bruno, title="Heron Papers")
    html = sign_in(cast.odette).get(reverse("drafts")).content.decode()
    assert "Mine" in html
    assert "Heron" not in html
