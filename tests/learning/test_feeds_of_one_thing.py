"""Feeds of one association, theme, country or language: public, valid and conditional."""

import pytest
from django.urls import reverse
from lxml import etree

from learning.models import ItemCountry
from pages.audiences import set_audience
from pages.models import Theme
from tests.factories import library_in, make_article, make_event, make_news, sign_in

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(answer):
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(answer.content)
    for entry in feed.iter(f"{ATOM}entry"):
        # RFC 4287, 4.1.2: each has an id, a title and the day of its last change.
        assert all(entry.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated"))
    assert feed.find(f"{ATOM}link[@rel='self']") is not None
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_the_feed_of_an_association_holds_its_items_news_and_events(client, cast):
    make_article(title="Of the library")
    make_article(library_in(association=cast.lake), title="Of the shelf")
    make_news(cast.lake, title="A letter")
    make_event(cast.lake, title="A day")
    make_news(cast.hill, title="Of the hill")
    found = titles(client.get(reverse("feed_of_association", args=[cast.lake.pk])))
    assert sorted(found) == ["A day", "A letter", "Of the shelf"]


def test_l15_what_is_closed_is_in_no_feed_for_nobody(client, cast):
    theme = Theme.objects.first()
    news = make_news(cast.lake, title="Closed heron")
    news.themes = [theme]
    news.save()
    set_audience(news.translation_key, f"association:{cast.lake.pk}")
    addresses = [
        reverse("feed"),
        reverse("feed_of_association", args=[cast.lake.pk]),
        reverse("feed_of_theme", args=[theme.slug]),
        reverse("feed_of_country", args=["ZM"]),
    ]
    for address in addresses:
        for reader in (client, sign_in(cast.odette)):
            assert "Closed heron" not in reader.get(address).content.decode()
    set_audience(news.translation_key, "public")
    for address in addresses:
        assert "Closed heron" in titles(client.get(address)), address


def test_a_theme_has_a_feed_with_what_stands_on_the_themes_below_it(client, cast):
    below = Theme.objects.exclude(parent=None).first()
    article = make_article(title="On a narrow theme")
    article.themes = [below]
    article.save()
    make_article(title="On nothing")
    found = titles(client.get(reverse("feed_of_theme", args=[below.parent.slug])))
    assert found == ["On a narrow theme"]
    assert client.get("/en/themes/not-there/feed.atom").status_code == 404


def test_a_country_has_a_feed_of_what_is_about_it_or_comes_from_it(client, cast):
    article = make_article(title="About Peru")
    article.item_countries = [ItemCountry(country="PE")]
    article.save()
    make_news(cast.hill, title="From Peru")
    make_news(cast.lake, title="From Zambia")
    found = titles(client.get(reverse("feed_of_country", args=["PE"])))
    assert sorted(found) == ["About Peru", "From Peru"]


def test_an_unchanged_feed_is_not_sent_again(client, cast):
    make_news(cast.lake)
    address = reverse("feed_of_association", args=[cast.lake.pk])
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    make_news(cast.lake)
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200
