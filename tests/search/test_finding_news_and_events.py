"""An association's news, newsletters and events are found by whoever may read them."""

import pytest
from django.urls import reverse

from pages.audiences import set_audience
from search.following import make_current
from search.reconciling import reconcile
from tests.factories import make_event, make_news, sign_in

pytestmark = pytest.mark.django_db


def hits(person, words):
    browser = sign_in(person)
    answer = browser.get(reverse("search"), {"q": words})
    return [hit.title for hit in answer.context.get("hits", ())]


def test_news_is_found_by_its_words_and_called_news(cast):
    make_news(cast.lake, title="Heron circular", summary="Answer by the tenth week.")
    make_current()
    browser = sign_in(cast.odette)
    (hit,) = browser.get(reverse("search"), {"q": "heron circular"}).context["hits"]
    assert (hit.title, hit.type_label, hit.place) == ("Heron circular", "News", cast.lake.name)


def test_an_event_is_found_by_where_it_is(cast):
    make_event(cast.lake, title="Market day", place="Ibis Hall")
    make_current()
    assert hits(cast.odette, "ibis hall") == ["Market day"]


def test_l03_news_of_one_association_is_not_found_by_a_member_of_another(cast):
    news = make_news(cast.lake, title="Heron circular")
    set_audience(news.translation_key, f"association:{cast.lake.pk}")
    make_current()
    assert hits(cast.odette, "heron circular") == ["Heron circular"]
    assert hits(cast.bruno, "heron circular") == []


def test_news_that_is_taken_back_is_found_no_more_and_the_index_agrees(cast, without_an_index):
    news = make_news(cast.lake, title="Heron circular")
    make_current()
    news.unpublish()
    make_current()
    assert hits(cast.odette, "heron circular") == []
    assert not reconcile(is_repairing=False)
