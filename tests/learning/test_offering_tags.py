"""The CMS completes a tag while an editor types it, from texts that this editor may know of."""

import io

import pytest
from django.urls import reverse
from taggit.models import Tag

from pages.audiences import set_audience
from pages.storing import store_file, store_picture
from people.models import ClosedGroup, Person
from tests.factories import (
    PersonFactory,
    drawn_picture,
    library_in,
    make_article,
    make_cast,
    make_draft,
    make_editor,
    sign_in,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db

OFFERED = "/cms/tag-autocomplete/"
LAKE = {"cart-public", "cart-members", "cart-lake", "cart-lake-draft", "cart-lake-file"}
ALL_BUT_THE_CIRCLES = LAKE | {"cart-main-draft", "cart-hill-picture"}
# Who asks, and which of the tags below they are offered.
TABLE = {
    "Lena Brook": LAKE,
    "Carol Ring": LAKE | {"cart-circle", "cart-circle-draft"},
    "Yara Stone": {"cart-public", "cart-members", "cart-hill-picture"},
    "Petra Vance": ALL_BUT_THE_CIRCLES,
    "Simon Oake": ALL_BUT_THE_CIRCLES,
}


def tagged(thing, *tags):
    thing.tags.add(*tags)
    thing.save()


@standing
def cast():
    """One tag behind each kind of wall; Carol edits for the lake towns and is in the circle."""
    cast = make_cast()
    circle = ClosedGroup.objects.create(name="A circle")
    carol = PersonFactory(name="Carol Ring")
    make_editor(carol, cast.lake)
    circle.members.add(carol)
    shelf = library_in(association=cast.lake)
    tagged(make_article(), "cart-public")
    tagged(make_article(audience="signed-in"), "cart-members")
    tagged(make_article(shelf, audience=f"association:{cast.lake.pk}"), "cart-lake")
    tagged(make_article(shelf, audience=f"group:{circle.pk}"), "cart-circle")
    tagged(make_draft(shelf, cast.odette), "cart-lake-draft")
    tagged(make_draft(library_in(), cast.bruno), "cart-main-draft")
    tagged(make_draft(shelf, cast.odette, audience=f"group:{circle.pk}"), "cart-circle-draft")
    picture, file = io.BytesIO(drawn_picture()), io.BytesIO(b"a,b\n1,2\n")
    hills, lakes = (one.role_group.collection for one in (cast.hill, cast.lake))
    tagged(store_picture(picture, title="A cart", collection=hills), "cart-hill-picture")
    tagged(store_file(file, "carts.csv", title="Carts", collection=lakes), "cart-lake-file")
    Tag.objects.create(name="cart-nowhere")
    return cast


def asked(browser, term):
    answer = browser.get(OFFERED, {"term": term})
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize("name", TABLE)
def test_an_editor_is_offered_tags_of_what_they_may_know_of(cast, name):
    browser = sign_in(Person.objects.get(name=name), with_second_factor=True)
    assert asked(browser, "CART-") == sorted(TABLE[name])
    for known in TABLE[name]:
        assert known in asked(browser, known)
    for term in ("", " ", "\x00", "art-", "%", "cart-nowhere"):
        assert asked(browser, term) == []


def test_l08_a_tag_is_forgotten_with_its_last_text_and_closed_with_it(cast):
    lena = sign_in(cast.lena, with_second_factor=True)
    page = make_article(audience="signed-in")
    tagged(page, "barrow")
    assert asked(lena, "bar") == ["barrow"]
    set_audience(page.translation_key, f"association:{cast.hill.pk}")
    assert asked(lena, "bar") == []
    set_audience(page.translation_key, "public")
    page.unpublish()
    assert asked(lena, "bar") == []


def test_ten_are_offered_by_name_and_each_once(cast):
    for number in range(12):
        tagged(make_article(), f"street-{number:02}", "street")
    names = asked(sign_in(cast.lena, with_second_factor=True), "street")
    assert names == ["street", *(f"street-{number:02}" for number in range(9))]


def test_the_editors_form_asks_at_this_address_and_all_others_are_shut(cast):
    lena = sign_in(cast.lena, with_second_factor=True)
    shelf = library_in(association=cast.lake)
    add = reverse("wagtailadmin_pages:add", args=["learning", "articlepage", shelf.pk])
    assert f'data-w-tag-url-value="{OFFERED}"' in lena.get(add).content.decode()
    assert reverse("offered_tags") == OFFERED
    simon = sign_in(cast.simon, with_second_factor=True)
    for browser in (lena, simon):
        assert browser.get(f"{OFFERED}taggit/tag/", {"term": "cart"}).status_code == 404
        assert browser.post(OFFERED, {"term": "cart"}).status_code == 405


def test_who_does_not_enter_the_cms_is_offered_nothing(cast, client):
    assert reverse("account_login") in client.get(OFFERED, {"term": "cart"})["Location"]
    odette = sign_in(cast.odette, with_second_factor=True)
    assert odette.get(OFFERED, {"term": "cart"}).status_code == 404
