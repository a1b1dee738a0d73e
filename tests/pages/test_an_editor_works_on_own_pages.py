"""An editor writes, publishes and looks back on own pages, with own pictures and files."""

import io

import pytest
from django.urls import reverse

from learning.models import ArticlePage, ItemCountry
from pages.storing import store_picture
from tests.factories import (
    drawn_picture,
    library_in,
    make_article,
)
from tests.pages.cms import (
    article_form,
    inline_formset,
    rich_text,
    streamfield,
)
from tests.pages.foreign import CANARY, said

pytestmark = pytest.mark.django_db


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


def test_a_preview_stands_in_a_frame_of_the_same_site_only(lena, own, client):
    answer = lena.get(reverse("wagtailadmin_pages:view_draft", args=[own.pk]))
    assert answer.status_code == 200
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in client.get(own.address)["Content-Security-Policy"]
