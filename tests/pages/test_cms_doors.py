"""An editor works on own pages in the CMS and learns of no others, whatever door they try."""

import io
import re
from dataclasses import dataclass

import pytest
from django.urls import reverse
from wagtail.models import Page

from learning.actions import send_for_approval
from learning.models import ArticlePage, ItemCountry
from pages.models import File, Picture
from pages.storing import store_file, store_picture
from people.models import ClosedGroup
from tests.factories import (
    Cast,
    drawn_picture,
    library_in,
    make_article,
    make_cast,
    make_draft,
    sign_in,
)
from tests.pages.cms import (
    address_with,
    article_form,
    cms_patterns,
    inline_formset,
    rich_text,
    streamfield,
)

pytestmark = pytest.mark.django_db

CANARY = re.compile(r"Heron\w*|heron(?:article|title|draft|main|picture|file|summary|alt|tag)")


@dataclass
class Foreign:
    """Things of the hill communes that Lena, who edits for the lake towns, knows nothing of."""

    article: ArticlePage
    draft: ArticlePage
    in_main_library: ArticlePage
    picture: Picture
    file: File
    revisions: list[int]
    ids: dict


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def lena(cast):
    return sign_in(cast.lena, with_second_factor=True)


@pytest.fixture
def petra(cast):
    return sign_in(cast.petra, with_second_factor=True)


@pytest.fixture
def own(cast):
    return make_article(library_in("en", cast.lake), title="Lake matters", owner=cast.lena)


@pytest.fixture
def foreign(cast) -> Foreign:
    shelf = library_in("en", cast.hill)
    collection = cast.hill.role_group.collection
    picture = store_picture(
        io.BytesIO(drawn_picture()), title="Heronpicture", collection=collection, by=cast.yara
    )
    file = store_file(
        io.BytesIO(b"a,b\n1,2\n"), "heron.csv", title="Heronfile", collection=collection
    )
    article = make_article(
        shelf,
        title="Heronarticle",
        summary="Heronsummary",
        audience=f"association:{cast.hill.pk}",
        body=[
            {"type": "picture", "value": {"picture": picture.pk, "alt": "Heronalt"}},
            {"type": "file", "value": {"file": file.pk, "title": ""}},
        ],
    )
    article.tags.add("Herontag")
    article.save()
    revisions = []
    for title in ("Herontitle one", "Herontitle two"):
        article.title = title
        revisions.append(article.save_revision(user=cast.yara).pk)
    draft = make_draft(shelf, cast.bruno, title="Herondraft")
    send_for_approval(by=cast.bruno, item=draft)
    state = draft.current_workflow_state
    return Foreign(
        article=article,
        draft=draft,
        in_main_library=make_draft(library_in("en"), cast.bruno, title="Heronmain"),
        picture=picture,
        file=file,
        revisions=revisions,
        ids={
            "page_id": article.pk,
            "parent_page_id": article.pk,
            "page_to_move_id": article.pk,
            "destination_id": shelf.pk,
            "page_pk": article.pk,
            "object_id": article.pk,
            "revision_id": revisions[0],
            "revisions": revisions,
            "workflow_state_id": state.pk,
            "task_state_id": state.current_task_state.pk,
            "task_id": state.current_task_state.task_id,
            "workflow_pk": state.workflow_id,
            "image_id": picture.pk,
            "document_id": file.pk,
            "doc_id": file.pk,
            "collection_id": collection.pk,
            "action_name": "approve",
            "action": "delete",
            "app_label": "wagtailcore",
            "model_name": "page",
            "content_type_app_name": "learning",
            "content_type_model_name": "articlepage",
            "app_name": "taggit",
            "filter_spec": "width-40",
            "session_id": 1,
            "translation_id": 1,
            "translation_source_id": 1,
            "uploaded_file_id": 1,
        },
    )


def own_id_for(name: str, foreign: Foreign) -> int:
    """What `pk` means at this address."""
    if "image" in name:
        return foreign.picture.pk
    return foreign.file.pk if "doc" in name else foreign.article.pk


def said(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace") + str(answer.headers)


# Whatever these list is public or the person's own; asked with ids of others below.
WITHOUT_HARM = {"wagtailadmin_logout"}


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


# Themes and organisations stand by name on public pages; these look one up by number, or none.
PUBLIC_NAMES = (
    "wagtailsnippetchoosers_people_organisation:",
    "wagtailsnippetchoosers_pages_theme:",
    "person_chooser:",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_pages:type_use",
    "wagtailadmin_pages:choose_parent",
)


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


def test_own_pages_can_be_moved_nowhere_else(cast, lena, own, foreign):
    for address, field in (
        (reverse("wagtailadmin_pages:copy", args=[own.pk]), "new_parent_page"),
        (reverse("wagtailadmin_pages:move", args=[own.pk]), "new_parent_page"),
        (f"/cms/bulk/wagtailcore/page/move/?id={own.pk}&next=/cms/", "chooser"),
    ):
        for target in (library_in("en", cast.hill).pk, foreign.article.pk, library_in("en").pk):
            answer = lena.post(address, {field: target, "new_title": "x", "new_slug": "x"})
            assert answer.status_code == 404
    assert own.get_parent().pk == library_in("en", cast.lake).pk


# -- What an editor can do ------------------------------------------------------------------------


def test_an_editor_writes_publishes_and_looks_back_on_own_pages(cast, lena):
    shelf = library_in("en", cast.lake)
    add = reverse("wagtailadmin_pages:add", args=["learning", "articlepage", shelf.pk])
    assert lena.get(add).status_code == 200
    answer = lena.post(add, {**article_form(title="Lake matters"), "action-publish": "1"})
    article = ArticlePage.objects.get()
    assert (article.live, article.title, article.owner) == (True, "Lake matters", cast.lena)
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert lena.get(edit).status_code == 200
    answer = lena.post(edit, {**article_form(title="Lake news"), "action-publish": "1"})
    assert answer.status_code == 302
    article.refresh_from_db()
    assert article.title == "Lake news"
    first, second = article.revisions.order_by("pk").values_list("pk", flat=True)
    for name, args in (
        ("history", [article.pk]),
        ("revisions_compare", [article.pk, first, second]),
        ("revisions_view", [article.pk, first]),
        ("view_draft", [article.pk]),
        ("usage", [article.pk]),
        ("copy", [article.pk]),
        ("move", [article.pk]),
        ("unpublish", [article.pk]),
        ("delete", [article.pk]),
    ):
        assert lena.get(reverse(f"wagtailadmin_pages:{name}", args=args)).status_code == 200, name
    bulk = f"/cms/bulk/wagtailcore/page/unpublish/?id={article.pk}&next=/cms/"
    assert lena.get(bulk).status_code == 200
    lena.post(bulk)
    article.refresh_from_db()
    assert not article.live


def test_the_explorer_leads_to_own_pages_and_shows_no_others(cast, lena, own, foreign):
    main = library_in("en")
    for page in (library_in("en", cast.lake), main, main.get_parent(), Page.objects.get(depth=1)):
        answer = lena.get(reverse("wagtailadmin_explore", args=[page.pk]))
        assert answer.status_code == 200
        html = said(answer)
        assert not CANARY.search(html)
        assert cast.hill.name not in html
    shelf = reverse("wagtailadmin_explore", args=[library_in("en", cast.lake).pk])
    assert "Lake matters" in said(lena.get(shelf))
    assert (
        lena.get(reverse("wagtailadmin_explore", args=[library_in("en", cast.hill).pk])).status_code
        == 404
    )


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


def test_an_editor_cannot_give_the_shelf_to_another_association(cast, lena):
    shelf = library_in("en", cast.lake)
    html = said(lena.get(reverse("wagtailadmin_pages:edit", args=[shelf.pk])))
    assert 'name="title"' in html
    assert 'name="association"' not in html


def test_the_editor_sees_who_may_read_a_page(cast, lena, own):
    closed = make_article(
        library_in("en", cast.lake), audience=f"association:{cast.lake.pk}", title="For members"
    )
    for page, words in ((own, "Everyone"), (closed, f"Members of {cast.lake.name}")):
        html = said(lena.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
        assert words in html
        assert "set-privacy" not in html


def used(cast, lena, own, *blocks) -> tuple[int, bool]:
    """The status of publishing the own article with `blocks`, and whether it took them."""
    edit = reverse("wagtailadmin_pages:edit", args=[own.pk])
    form = article_form(title="Lake matters", body=streamfield(list(blocks)))
    answer = lena.post(edit, {**form, "action-publish": "1"})
    assert not CANARY.search(said(answer))
    own.refresh_from_db()
    return answer.status_code, len(own.body) > 0


def test_l20_a_number_alone_opens_no_picture_file_or_page_of_others(cast, lena, own, foreign):
    rich = f'<p><a linktype="document" id="{foreign.file.pk}">x</a></p>'
    link = f'<p><a linktype="page" id="{foreign.article.pk}">x</a></p>'
    picture = {"picture": foreign.picture.pk, "alt": "x", "caption": ""}
    for block in (
        ("picture", picture),
        ("file", {"file": foreign.file.pk, "title": ""}),
        ("text", rich_text(rich)),
        ("callout", {"tone": "note", "title": "", "text": rich_text(link)}),
    ):
        assert used(cast, lena, own, block) == (404, False), block[0]
    unfinished = ("picture", {**picture, "alt": ""})
    assert used(cast, lena, own, unfinished) == (404, False)
    assert lena.get(foreign.file.url).status_code == 404


def test_an_editor_uses_own_pictures_and_what_the_text_used_before(cast, lena, own, foreign):
    collection = cast.lake.role_group.collection
    picture = store_picture(io.BytesIO(drawn_picture()), title="Own", collection=collection)
    block = ("picture", {"picture": picture.pk, "alt": "A cart", "caption": ""})
    assert used(cast, lena, own, block) == (302, True)
    own.body = own.body.stream_block.to_python(
        [{"type": "file", "value": {"file": foreign.file.pk, "title": ""}}]
    )
    own.save_revision().publish()
    kept = ("file", {"file": foreign.file.pk, "title": "Given by others"})
    assert used(cast, lena, own, kept) == (302, True)


def test_l30_a_row_of_another_page_in_the_form_changes_nothing(cast, lena, own, foreign):
    row = ItemCountry.objects.create(item=foreign.article, country="PE")
    edit = reverse("wagtailadmin_pages:edit", args=[own.pk])
    rows = inline_formset([{"id": row.pk, "country": "ZM", "DELETE": "", "ORDER": "1"}], initial=1)
    lena.post(edit, {**article_form(title="Changed", item_countries=rows), "action-publish": "1"})
    row.refresh_from_db()
    assert (row.item_id, row.country.code) == (foreign.article.pk, "PE")


# -- Who edits for the programme ------------------------------------------------------------------


def test_the_programme_edits_what_is_public_and_reads_what_is_an_associations_own(
    cast, petra, own, foreign
):
    edit = reverse("wagtailadmin_pages:edit", args=[own.pk])
    answer = petra.post(edit, {**article_form(title="Mended"), "action-publish": "1"})
    assert answer.status_code == 302
    own.refresh_from_db()
    assert own.title == "Mended"
    closed = reverse("wagtailadmin_pages:edit", args=[foreign.article.pk])
    assert petra.get(closed).status_code == 200
    answer = petra.post(closed, {**article_form(title="Mended"), "action-publish": "1"})
    assert answer.status_code == 403
    assert not CANARY.search(said(answer))
    foreign.article.refresh_from_db()
    assert foreign.article.title == "Heronarticle"
    unpublish = reverse("wagtailadmin_pages:unpublish", args=[foreign.article.pk])
    assert petra.post(unpublish).status_code == 403


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


# -- Doors that are shut for all ------------------------------------------------------------------


SHUT = [
    ("wagtailadmin_password_reset", []),
    ("wagtailadmin_pages:set_privacy", ["page"]),
    ("wagtailadmin_collections:set_privacy", ["collection"]),
    ("wagtailembeds:chooser", []),
    ("wagtailadmin_error_test", []),
]


@pytest.mark.parametrize(("name", "args"), SHUT)
def test_some_doors_are_shut_even_for_administrators(cast, client, own, name, args):
    ids = {"page": own.pk, "collection": cast.lake.role_group.collection_id}
    address = reverse(name, args=[ids[arg] for arg in args])
    for browser in (sign_in(cast.simon, with_second_factor=True), client):
        for method in (browser.get, browser.post):
            assert method(address).status_code == 404


def test_there_is_one_door_to_sign_in(cast, client):
    answer = client.post(reverse("wagtailadmin_login"), {"username": "x", "password": "y"})
    assert answer["Location"] == reverse("account_login")
    answer = client.get("/cms/")
    assert answer["Location"].startswith(reverse("account_login"))


def test_who_edits_nothing_does_not_get_in(cast, own):
    browser = sign_in(cast.odette, with_second_factor=True)
    for address in ("/cms/", reverse("wagtailadmin_pages:edit", args=[own.pk])):
        answer = browser.get(address)
        assert answer.status_code in (302, 403)
        assert "Lake matters" not in said(answer)


def test_without_a_second_factor_the_cms_stays_shut(cast, own, settings):
    browser = sign_in(cast.lena)
    edit = reverse("wagtailadmin_pages:edit", args=[own.pk])
    answer = browser.get(edit)
    assert answer["Location"] == reverse("mfa_activate_totp")
    settings.PEERHALL_IS_DEMO = True
    assert browser.get(edit).status_code == 200


def test_a_preview_stands_in_a_frame_of_the_same_site_only(lena, own, client):
    answer = lena.get(reverse("wagtailadmin_pages:view_draft", args=[own.pk]))
    assert answer.status_code == 200
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in client.get(own.address)["Content-Security-Policy"]


# Faults of Wagtail and wagtail-localize that are theirs: nothing of ours runs there.
LEFT_OUT = ("wagtail_localize:translations_report", "wagtailadmin_logout")


def test_no_door_breaks_under_an_administrators_hand(cast, own, foreign):
    simon = sign_in(cast.simon, with_second_factor=True)
    broken = []
    for name, pattern in cms_patterns():
        things = {**foreign.ids, "pk": own_id_for(name, foreign)}
        found = None if name.startswith(LEFT_OUT) else address_with(name, pattern, things)
        if found is not None and simon.get(found[0]).status_code >= 500:
            broken.append(name)
    assert broken == []
