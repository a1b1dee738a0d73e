"""Ways in which something closed once was told: by a copy, a number, a list, a date, an accent."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from learning.actions import send_for_approval
from learning.models import ArticlePage, ChapterPage
from pages.audiences import audience_of, set_audience
from people.models import ClosedGroup, Organisation
from search.following import rebuild
from tests.factories import (
    library_in,
    make_article,
    make_draft,
    make_manual,
    make_page,
    sign_in,
    text_block,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    """A closed group without members."""
    return f"group:{ClosedGroup.objects.create(name='A circle').pk}"


@pytest.fixture
def lena(cast):
    return sign_in(cast.lena, with_second_factor=True)


def test_a_copy_of_a_closed_page_is_a_draft_and_closed_like_its_original(cast, lena):
    shelf = library_in(association=cast.lake)
    manual = make_manual(shelf, title="Heron manual", slug="heron", chapters=("Heron chapter",))
    key = f"association:{cast.lake.pk}"
    set_audience(manual.translation_key, key)
    sent = {"new_title": "Heron copy", "new_slug": "copy", "new_parent_page": shelf.pk}
    sent["copy_subpages"] = "on"
    door = reverse("wagtailadmin_pages:copy", args=[manual.pk])
    for shown_at_once in ("publish_copies", "alias"):
        refused = lena.post(door, {**sent, shown_at_once: "on"})
        assert refused.status_code == 200
        assert not shelf.get_children().filter(slug="copy").exists()
    assert lena.post(door, sent).status_code == 302
    copy = shelf.get_children().get(slug="copy")
    assert not copy.live
    assert audience_of(copy) == key
    copy.specific.get_latest_revision_as_object().save_revision().publish()
    assert Client().get(f"{shelf.address}copy/").status_code == 404


def test_a_number_gives_the_page_of_an_organisation_and_nothing_of_its_closed_texts(cast):
    bureau = Organisation.objects.create(name="Heron bureau", kind="other")
    make_article(
        library_in(association=cast.lake),
        title="Zqclosed",
        author_organisation=bureau,
        audience=f"association:{cast.lake.pk}",
    )
    rebuild(10)
    asked = f"/en/search/?organisation={bureau.pk}"
    told = Client().get(asked)
    assert [hit.title for hit in told.context["answer"]["hits"]] == ["Heron bureau"]
    assert "Zqclosed" not in told.content.decode()
    for person in (cast.lena, cast.odette):
        assert "Zqclosed" in sign_in(person).get(asked).content.decode()


def test_an_address_of_a_page_is_not_answered_with_its_title(cast, lena):
    page = make_article(library_in(association=cast.hill), title="Heron", slug="x")
    set_audience(page.translation_key, f"association:{cast.hill.pk}")
    for path in (page.address, page.url_path, "/library/league-of-hill-communes/x/"):
        sent = {"external-link-chooser-url": f"http://localhost{path}"}
        answer = lena.post(reverse("wagtailadmin_choose_page_external_link"), sent)
        assert "Heron" not in answer.content.decode()


def test_what_waits_is_named_only_to_editors_who_may_enter(cast, lena, circle):
    draft = make_draft(library_in(association=cast.lake), cast.odette, title="Heron draft")
    send_for_approval(by=cast.odette, item=draft)
    places = ["/en/desk/", "/cms/", reverse("draft", args=[draft.pk])]
    assert all("Heron" in lena.get(place).content.decode() for place in places)
    set_audience(draft.translation_key, circle)
    assert not any("Heron" in lena.get(place).content.decode() for place in places)


def test_r5_who_has_left_an_association_does_not_go_on_with_its_closed_draft(cast):
    draft = make_draft(library_in(association=cast.lake), cast.odette, title="Heron draft")
    set_audience(draft.translation_key, f"association:{cast.lake.pk}")
    places = ["/en/desk/", "/en/write/", reverse("draft", args=[draft.pk])]
    odette = sign_in(cast.odette)
    assert all("Heron" in odette.get(place).content.decode() for place in places)
    cast.odette.appointments.update(until_on=datetime.date(2020, 1, 1))
    assert not any("Heron" in odette.get(place).content.decode() for place in places)


def test_r4_a_change_of_a_closed_chapter_gives_the_open_manual_no_new_date(circle):
    manual = make_manual(title="Open", chapters=("An open chapter",))
    closed = make_page(ChapterPage, manual, title="Heron", audience=circle)
    before = Client().get("/en/library/feed.atom").content
    closed.title = "Heron, again"
    closed.save_revision().publish()
    assert Client().get("/en/library/feed.atom").content == before
    chapter = ChapterPage.objects.child_of(manual).first()
    chapter.save_revision().publish()
    assert Client().get("/en/library/feed.atom").content != before


def test_r4_the_tag_of_the_feed_does_not_count_changes():
    tags = []
    for _ in range(2):
        make_article(live=False)
        tags.append(Client().get("/en/library/feed.atom")["ETag"])
    assert all(len(tag.strip('"')) == 24 for tag in tags)
    assert tags[0][:8] != tags[1][:8]


def test_a_better_spelling_has_the_accents_of_texts_one_may_read(circle):
    for _ in range(3):
        make_article(title="Cáfeteriax", audience=circle)
    make_article(title="Cafeteriax, plain")
    rebuild(10)
    text = Client().get("/en/search/?q=cafeterixx").content.decode()
    assert "cafeteriax" in text
    assert "áfeteriax" not in text


def test_no_arc_begins_at_an_original_that_is_not_public(circle):
    for original in (make_article(live=False), make_article()):
        make_page(
            ArticlePage,
            library_in("fr"),
            title=f"Traduction {original.live}",
            translation_key=original.translation_key,
            is_original=False,
        )
    text = Client().get("/fr/").content.decode()
    arcs = text[text.index('id="crossings"') :]
    assert "Traduction True" in arcs[:4000]
    assert "Traduction False" not in arcs[: arcs.index("</section>")]


def test_a_translation_is_opened_by_those_who_may_enter_its_page(cast, circle):
    page = make_article(title="Heron", body=[text_block("<p>Heron text</p>")])
    source, _is_new = TranslationSource.get_or_create_from_instance(page)
    french = Locale.objects.get(language_code="fr")
    translation = Translation.objects.create(source=source, target_locale=french)
    translation.save_target()
    petra = sign_in(cast.petra, with_second_factor=True)
    doors = [
        reverse("wagtail_localize:download_pofile", args=[translation.pk]),
        reverse("wagtail_localize:preview_translation", args=[translation.pk]),
        reverse("wagtail_localize:update_translations", args=[source.pk]),
    ]
    assert petra.get(doors[0]).status_code == 200
    set_audience(page.translation_key, circle)
    for door in doors:
        assert petra.get(door).status_code == 404
    assert petra.get(reverse("wagtail_localize:translations_report")).status_code == 404


def test_lists_call_a_live_page_by_its_public_title(cast, lena):
    page = make_article(library_in(association=cast.hill), title="As it is read")
    page.title = "Heron, not yet"
    page.save_revision()
    for place in (f"/cms/choose-page/{page.pk}/", f"/cms/choose-page/{page.get_parent().pk}/"):
        text = lena.get(place).content.decode()
        assert "As it is read" in text
        assert "Heron" not in text
    page.get_latest_revision().publish()
    assert "Heron" in lena.get(f"/cms/choose-page/{page.pk}/").content.decode()


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "https://elsewhere.example"}, {"origin": "null"}]
)
def test_p19_no_post_without_a_token_or_from_elsewhere(cast, headers):
    page = make_article(contact_post="Head", contact_person=cast.lena)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.odette)
    posts = [
        reverse("shelf_toggle", args=[page.pk]),
        reverse("contact", args=[page.pk]),
        *(reverse(name) for name in ("draft_snapshot", "draft_article", "word_draft")),
        *(reverse(name) for name in ("account_logout", "account_change_password")),
        page.address,
    ]
    for address in posts:
        assert client.post(address, headers=headers).status_code == 403, address
    assert not cast.odette.shelf_entries.exists()
