"""A reader keeps an item, finds it on the shelf, and takes it off."""

import pytest
from django.test import Client
from django.urls import reverse

from learning.models import ShelfEntry
from pages.audiences import set_audience
from tests.factories import library_in, make_article, sign_in

pytestmark = pytest.mark.django_db


def test_what_one_keeps_stands_on_the_own_shelf_only(cast):
    article = make_article(title="Heron Papers")
    browser = sign_in(cast.odette)
    answer = browser.post(reverse("shelf_toggle", args=[article.pk]))
    assert answer["Location"] == article.address
    assert "Heron Papers" in browser.get(reverse("shelf")).content.decode()
    assert "Heron Papers" not in sign_in(cast.bruno).get(reverse("shelf")).content.decode()
    browser.post(reverse("shelf_toggle", args=[article.pk]))
    assert not ShelfEntry.objects.exists()


def test_c14_a_button_that_says_keep_keeps_however_often_it_is_pressed(cast):
    article = make_article()
    browser = sign_in(cast.odette)
    for _ in range(2):
        browser.post(reverse("shelf_toggle", args=[article.pk]), {"then": "keep"})
    assert ShelfEntry.objects.count() == 1
    for _ in range(2):
        browser.post(reverse("shelf_toggle", args=[article.pk]), {"then": "take-off"})
    assert not ShelfEntry.objects.exists()


def test_the_page_offers_the_button_to_who_is_signed_in(cast, client):
    article = make_article()
    address = reverse("shelf_toggle", args=[article.pk])
    assert address not in client.get(article.address).content.decode()
    html = sign_in(cast.odette).get(article.address).content.decode()
    assert address in html
    assert 'name="then" value="keep"' in html


def test_p18_looking_at_the_address_changes_nothing(cast, client):
    article = make_article()
    address = reverse("shelf_toggle", args=[article.pk])
    for browser in (client, sign_in(cast.odette)):
        assert browser.get(address).status_code == 405
    assert not ShelfEntry.objects.exists()


@pytest.mark.parametrize("origin", [None, "https://elsewhere.example", "null"])
def test_p19_a_post_without_a_token_or_from_elsewhere_is_refused(cast, origin):
    article = make_article()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.odette)
    headers = {"origin": origin} if origin else {}
    answer = browser.post(reverse("shelf_toggle", args=[article.pk]), headers=headers)
    assert answer.status_code == 403
    assert not ShelfEntry.objects.exists()


def test_what_one_may_not_read_one_cannot_keep(cast):
    closed = make_article(library_in("en", cast.hill), audience=f"association:{cast.hill.pk}")
    draft = make_article(live=False)
    browser = sign_in(cast.odette)
    for pk in (closed.pk, draft.pk, 10**6):
        assert browser.post(reverse("shelf_toggle", args=[pk])).status_code == 404
    assert not ShelfEntry.objects.exists()


def test_r5_what_is_closed_afterwards_is_gone_from_the_shelf(cast):
    article = make_article(title="Heron Papers")
    browser = sign_in(cast.odette)
    browser.post(reverse("shelf_toggle", args=[article.pk]))
    set_audience(article.translation_key, f"association:{cast.hill.pk}")
    assert "Heron" not in browser.get(reverse("shelf")).content.decode()


def test_a_full_shelf_costs_no_more_queries(cast, django_assert_max_num_queries):
    browser = sign_in(cast.odette)
    for _ in range(12):
        ShelfEntry.objects.create(person=cast.odette, item=make_article())
    with django_assert_max_num_queries(10):
        browser.get(reverse("shelf"))
