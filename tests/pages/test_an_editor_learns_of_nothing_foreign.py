"""An editor learns of nothing foreign in the CMS, whatever door they try."""

import io

import pytest
from django.urls import reverse
from wagtail.models import Page

from learning.actions import send_for_approval
from pages.audiences import set_audience
from pages.storing import store_file, store_picture
from people.models import ClosedGroup
from tests.factories import (
    drawn_picture,
    library_in,
    make_article,
    make_draft,
    sign_in,
)
from tests.pages.cms import (
    address_with,
    cms_patterns,
)
from tests.pages.foreign import CANARY, own_id_for, said

pytestmark = pytest.mark.django_db


# Whatever these list is public or the person's own; asked with ids of others below.
WITHOUT_HARM = {"wagtailadmin_logout"}
# Themes and organisations stand by name on public pages; these look one up by number, or none.
PUBLIC_NAMES = (
    "wagtailsnippetchoosers_people_organisation:",
    "wagtailsnippetchoosers_pages_theme:",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_pages:type_use",
    "wagtailadmin_pages:choose_parent",
)


def test_l28_no_address_of_the_cms_tells_an_editor_of_anothers_things(cast, lena, foreign):
    told, opened, asked = [], [], 0
    ids = [foreign.article.pk, foreign.draft.pk, foreign.in_main_library.pk]
    query = {"q": "heron", "term": "heron", "p": "1"}
    naming = {**query, "id": ids, "child_of": ids[0], "childOf": ids[0], "chooser": ids[0]}
    for name, pattern in cms_patterns():
        things = {**foreign.ids, "pk": own_id_for(name, foreign)}
        found = address_with(name, pattern, things) if name not in WITHOUT_HARM else None
        if found is None:
            continue
        address, names_a_thing = found
        tries = [("get", {}), ("get", query), ("get", naming), ("post", naming)]
        for method, data in tries:
            answer = getattr(lena, method)(address, data)
            asked += 1
            if CANARY.search(said(answer)):
                told.append(f"{method} {name}")
            if names_a_thing and not data and answer.status_code not in (403, 404):
                opened.append(f"{method} {name}: {answer.status_code}")
    assert told == []
    assert [one for one in opened if not one.split()[1].startswith(PUBLIC_NAMES)] == []
    assert asked > 500
    foreign.article.refresh_from_db()
    assert foreign.article.live


NAMED_IN_L28 = [
    "history",
    "revisions_compare",
    "revisions_view",
    "revisions_revert",
    "copy",
    "move",
    "move_confirm",
    "preview_on_edit",
    "view_draft",
    "usage",
    "workflow_history",
    "workflow_history_detail",
    "workflow_action",
    "unpublish",
    "lock",
    "delete",
    "edit",
    "convert_alias",
]


@pytest.mark.parametrize("name", NAMED_IN_L28)
@pytest.mark.parametrize("method", ["get", "post"])
def test_l28_each_of_the_named_doors_is_shut(lena, foreign, name, method):
    patterns = dict(cms_patterns())
    name = f"wagtailadmin_pages:{name}"
    for page in (foreign.article, foreign.draft, foreign.in_main_library):
        things = {**foreign.ids, "page_id": page.pk, "page_to_move_id": page.pk}
        address, _ = address_with(name, patterns[name], things)
        answer = getattr(lena, method)(address)
        assert answer.status_code == 404
        assert not CANARY.search(said(answer))


def test_l28_no_step_of_another_approval_is_decided_beside_an_own_page(cast, lena, foreign):
    """Wagtail looks at the page in the address, and decides the step that stands behind it."""
    shelf = library_in("en", cast.lake)
    mine, closed = (make_draft(shelf, cast.odette, title=title) for title in ("Mine", "Heron"))
    for draft in (mine, closed):
        send_for_approval(by=cast.odette, item=draft)
    circle = ClosedGroup.objects.create(name="A circle", association=cast.lake)
    set_audience(closed.translation_key, f"group:{circle.pk}")
    for state in (closed.current_workflow_state, foreign.draft.current_workflow_state):
        step = state.current_task_state
        doors = [
            reverse("wagtailadmin_pages:workflow_action", args=[mine.pk, "approve", step.pk]),
            reverse("wagtailadmin_pages:workflow_history_detail", args=[mine.pk, state.pk]),
        ]
        for door in doors:
            for answer in (lena.get(door), lena.post(door)):
                assert answer.status_code == 404
                assert not CANARY.search(said(answer))
    for draft in (closed, foreign.draft):
        draft.refresh_from_db()
        assert not draft.live


def test_r3_a_foreign_page_answers_like_one_that_is_not_there(lena, foreign):
    for name in ("edit", "history", "usage"):
        here = lena.get(reverse(f"wagtailadmin_pages:{name}", args=[foreign.article.pk]))
        nowhere = lena.get(reverse(f"wagtailadmin_pages:{name}", args=[10**6]))
        assert here.status_code == nowhere.status_code == 404
        plain = said(here).replace(f"/{foreign.article.pk}/", f"/{10**6}/")
        assert plain == said(nowhere)


def test_l30_one_foreign_id_spoils_a_whole_bulk_action(lena, own, foreign):
    for kind, mine, theirs in (
        ("wagtailcore/page", own.pk, foreign.article.pk),
        ("pages/picture", None, foreign.picture.pk),
        ("pages/file", None, foreign.file.pk),
    ):
        for verb in ("delete", "unpublish", "publish", "move", "add_tags", "add_to_collection"):
            ids = "&".join(f"id={pk}" for pk in (mine, theirs) if pk)
            for method in (lena.get, lena.post):
                answer = method(f"/cms/bulk/{kind}/{verb}/?{ids}&next=/cms/")
                assert answer.status_code == 404
                assert not CANARY.search(said(answer))
    own.refresh_from_db()
    assert own.live
    assert Page.objects.filter(pk=foreign.article.pk, live=True).exists()


def test_l30_all_of_everything_is_no_bulk_action_of_an_association(lena, own):
    for kind in ("wagtailcore/page", "pages/picture", "pages/file", "people/person"):
        assert lena.get(f"/cms/bulk/{kind}/delete/?id=all&next=/cms/").status_code == 404


def test_the_explorer_leads_to_own_pages_and_shows_no_others(cast, lena, own, foreign):
    shelf = library_in("en", cast.lake)
    for page in (shelf, *shelf.get_ancestors()):
        answer = lena.get(reverse("wagtailadmin_explore", args=[page.pk]))
        assert answer.status_code == 200
        html = said(answer)
        assert not CANARY.search(html)
        assert cast.hill.name not in html
    assert "Lake matters" in said(lena.get(reverse("wagtailadmin_explore", args=[shelf.pk])))
    for page in (library_in("en", cast.hill), library_in("en")):
        assert lena.get(reverse("wagtailadmin_explore", args=[page.pk])).status_code == 404


def test_the_chooser_offers_what_one_can_read_and_own_drafts(cast, lena, own, foreign):
    make_article(library_in("en"), title="Open to all")
    make_draft(library_in("en", cast.lake), cast.odette, title="Lake draft")
    for address in (
        reverse("wagtailadmin_choose_page_child", args=[library_in("en").pk]),
        reverse("wagtailadmin_choose_page_child", args=[library_in("en", cast.lake).pk]),
        reverse("wagtailadmin_choose_page_child", args=[library_in("en", cast.hill).pk]),
        reverse("wagtailadmin_choose_page_search") + "?q=e",
        reverse("wagtailadmin_choose_page_search") + "?q=heron",
    ):
        answer = lena.get(address)
        assert answer.status_code == 200, address
        assert not CANARY.search(said(answer))
    main = said(lena.get(reverse("wagtailadmin_choose_page_child", args=[library_in("en").pk])))
    assert "Open to all" in main
    shelf = reverse("wagtailadmin_choose_page_child", args=[library_in("en", cast.lake).pk])
    assert "Lake draft" in said(lena.get(shelf))


def test_lists_of_pictures_and_files_hold_the_own_collection(cast, lena, foreign):
    collection = cast.lake.role_group.collection
    store_picture(io.BytesIO(drawn_picture()), title="Lakepicture", collection=collection)
    store_file(io.BytesIO(b"a,b\n1,2\n"), "lake.csv", title="Lakefile", collection=collection)
    for name, title in (
        ("wagtailimages:index", "Lakepicture"),
        ("wagtailimages_chooser:choose", "Lakepicture"),
        ("wagtaildocs:index", "Lakefile"),
        ("wagtaildocs_chooser:choose", "Lakefile"),
    ):
        html = said(lena.get(reverse(name)))
        assert title in html
        assert not CANARY.search(html)


def test_the_first_page_of_the_cms_counts_nothing(lena, own, foreign):
    html = said(lena.get(reverse("wagtailadmin_home")))
    assert not CANARY.search(html)
    assert "w-summary" not in html
    assert "Reports" not in html


def test_what_is_closed_to_a_group_is_known_to_its_members_only(cast, petra):
    group = ClosedGroup.objects.create(name="Herongroup")
    page = make_article(library_in("en"), title="Heronarticle", audience=f"group:{group.pk}")
    simon = sign_in(cast.simon, with_second_factor=True)
    doors = [
        reverse("wagtailadmin_explore", args=[library_in("en").pk]),
        reverse("wagtailadmin_explore", args=[library_in("en").pk]) + "?q=heron",
        reverse("wagtailadmin_choose_page_child", args=[library_in("en").pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        f"/cms/api/main/pages/{page.pk}/",
    ]
    for browser in (petra, simon):
        for door in doors:
            assert "Heronarticle" not in said(browser.get(door)), door
    group.members.add(cast.petra)
    assert petra.get(doors[3]).status_code == 200
    assert "Heronarticle" in said(petra.get(doors[0]))


def test_reports_that_list_everything_are_for_administrators(cast, lena, petra):
    simon = sign_in(cast.simon, with_second_factor=True)
    address = reverse("wagtailadmin_reports:site_history")
    answers = [browser.get(address).status_code for browser in (lena, petra, simon)]
    assert answers == [404, 404, 200]
