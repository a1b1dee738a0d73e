"""What is new and what there is, for other programs: public only, and with the next request."""

from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.urls import reverse

from learning import feeds
from pages.audiences import set_audience
from pages.models import HomePage
from tests.factories import (
    library_in,
    make_article,
    make_draft,
    make_manual,
    sign_in,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def tree(answer):
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)


def entries(client, language="en"):
    feed = tree(client.get(f"/{language}/library/feed.atom"))
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def addresses(client, query=""):
    return [loc.text for loc in tree(client.get(f"/sitemap.xml{query}")).iter(f"{MAP}loc")]


def test_the_feed_names_what_is_new_in_its_language_newest_first(client):
    make_article(title="First", summary="In short.")
    make_article(title="Second")
    make_article(library_in("fr"), title="Deuxième")
    assert entries(client) == ["Second", "First"]
    assert entries(client, "fr") == ["Deuxième"]
    answer = client.get("/en/library/feed.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = tree(answer)
    entry = list(feed.iter(f"{ATOM}entry"))[1]
    assert (
        entry.find(f"{ATOM}link").get("href")
        == f"{settings.WAGTAILADMIN_BASE_URL}/en/library/first/"
    )
    assert entry.findtext(f"{ATOM}summary") == "In short."
    assert feed.findtext(f"{ATOM}id")
    assert feed.findtext(f"{ATOM}updated")


def test_l15_nothing_closed_is_in_feed_sitemap_or_robots(cast, client):
    make_article(title="Heron one", audience="signed-in")
    make_article(
        library_in("en", cast.lake), title="Heron two", audience=f"association:{cast.lake.pk}"
    )
    make_manual(title="Heron three", chapters=("Heron four",), audience="signed-in")
    make_draft(library_in("en"), cast.odette, title="Heron five")
    unpublished = make_article(title="Heron six")
    unpublished.unpublish()
    for browser in (client, sign_in(cast.lena), sign_in(cast.simon)):
        for address in (reverse("feed"), "/sitemap.xml", "/robots.txt"):
            assert "heron" not in browser.get(address).content.decode().lower()


def test_r5_what_is_closed_is_gone_with_the_next_request(client):
    article = make_article(title="Open for now")
    feed = client.get(reverse("feed"))
    assert "Open for now" in feed.content.decode()
    assert addresses(client)[-1].endswith(article.address)
    held = {"If-None-Match": feed["ETag"]}
    assert client.get(reverse("feed"), headers=held).status_code == 304
    set_audience(article.translation_key, "signed-in")
    again = client.get(reverse("feed"), headers=held)
    assert again.status_code == 200
    assert "Open for now" not in again.content.decode()
    assert article.address not in "".join(addresses(client))


def test_the_sitemap_names_every_public_page_and_its_other_languages(client):
    article = make_article(title="Waste")
    french = make_article(
        library_in("fr"), title="Dechets", translation_key=article.translation_key
    )
    manual = make_manual(chapters=("One",))
    base = settings.WAGTAILADMIN_BASE_URL
    urls = {
        url.findtext(f"{MAP}loc"): url for url in tree(client.get("/sitemap.xml")).iter(f"{MAP}url")
    }
    for address in (
        "/en/",
        article.address,
        french.address,
        manual.address,
        f"{manual.address}one/",
    ):
        assert base + address in urls
    assert f"{base}/" not in urls
    links = urls[base + article.address].findall(LINK)
    assert {(one.get("hreflang"), one.get("href")) for one in links} == {
        ("en", base + article.address),
        ("fr", base + french.address),
    }
    assert not urls[base + manual.address].findall(LINK)
    assert len(urls[f"{base}/en/"].findall(LINK)) == HomePage.objects.count()


def test_a_language_version_that_is_closed_later_is_no_alternate(client):
    article = make_article(title="Waste")
    french = make_article(
        library_in("fr"), title="Dechets", translation_key=article.translation_key
    )
    french.unpublish()
    assert french.address not in client.get("/sitemap.xml").content.decode()


def test_a_large_site_has_a_map_of_maps(client, monkeypatch):
    monkeypatch.setattr(feeds, "ADDRESSES_PER_MAP", 4)
    for _ in range(3):
        make_article()
    whole = addresses(client)
    base = settings.WAGTAILADMIN_BASE_URL
    assert whole == [f"{base}/sitemap.xml?map={n}" for n in range(1, len(whole) + 1)]
    found = [one for n in range(1, len(whole) + 1) for one in addresses(client, f"?map={n}")]
    assert len(found) == len(set(found)) == 5 + 5 + 3
    for wrong in ("0", "9", "x", "-1", "1" * 40):
        assert client.get("/sitemap.xml", {"map": wrong}).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_number_of_pages(
    client, django_assert_max_num_queries
):
    for _ in range(12):
        make_article()
    for address in (reverse("feed"), "/sitemap.xml"):
        with django_assert_max_num_queries(6):
            client.get(address)


def test_robots_are_told_where_the_map_is_and_what_to_leave(client):
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.WAGTAILADMIN_BASE_URL}/sitemap.xml" in text
    assert "Disallow: /cms/" in text
    assert "Disallow: /ar/account/" in text


def test_u14_a_title_with_a_script_is_text_in_the_feed(client):
    make_article(title="<script>alert(1)</script>", summary="]]><b>x")
    answer = client.get("/en/library/feed.atom")
    assert b"<script>" not in answer.content
    assert entries(client) == ["<script>alert(1)</script>"]


def test_a_forged_host_changes_no_address(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    make_article(title="Waste")
    for address in (reverse("feed"), "/sitemap.xml", "/robots.txt"):
        text = client.get(address, headers={"host": "evil.example"}).content.decode()
        assert "evil.example" not in text


def test_an_address_in_arabic_letters_is_written_as_a_valid_one(client):
    article = make_article(library_in("ar"), title="النفايات")
    assert article.slug == "النفايات"
    html = client.get("/ar/library/feed.atom").content.decode()
    assert "/ar/library/%D8%A7" in html
