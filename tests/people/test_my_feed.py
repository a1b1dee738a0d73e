"""A person's own feed: everything they may read, under an address they can take back."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from people.models import AuditEntry, FeedAddress
from people.space.feed_address import make_feed_address
from tests.factories import library_in, make_article, make_news, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def planted(cast):
    shelf, key = library_in(association=cast.lake), f"association:{cast.lake.pk}"
    make_article(shelf, title="Closed heron", audience=key)
    make_article(title="Open egret")
    make_news(cast.lake, title="Closed plover", audience=key)
    make_news(cast.lake, title="Open bittern")


def feed(token):
    return Client().get(reverse("feed_of_person", args=[token]))


def test_it_holds_what_its_person_may_read_and_nothing_else(cast, planted):
    said = feed(make_feed_address(by=cast.odette)).content.decode()
    for word in ("Closed heron", "Open egret", "Closed plover", "Open bittern"):
        assert word in said
    said = feed(make_feed_address(by=cast.bruno)).content.decode()
    assert "Open egret" in said
    assert "Open bittern" in said
    assert "Closed" not in said


def test_l25_what_is_closed_meanwhile_is_gone_with_the_next_fetch(cast, planted):
    token = make_feed_address(by=cast.odette)
    assert "Closed heron" in feed(token).content.decode()
    cast.odette.appointments.update(until_on="2020-01-01")
    assert "Closed" not in feed(token).content.decode()


def test_it_is_kept_by_no_cache_and_no_robot(cast):
    answer = feed(make_feed_address(by=cast.odette))
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "ETag" not in answer


def test_a_new_address_ends_the_old_one_and_taking_back_ends_both(cast):
    odette = sign_in(cast.odette)
    old = make_feed_address(by=cast.odette)
    said = odette.post(reverse("my_feed"), {"then": "make"}).content.decode()
    new = FeedAddress.objects.get(person=cast.odette)
    assert "This is your address. It is shown only now." in said
    token = re.search(r"/my-feed/([\w-]{43})/", said)[1]
    assert feed(old).status_code == 404
    assert feed(token).status_code == 200
    assert new.token_hash not in said
    assert token not in odette.get(reverse("my_feed")).content.decode()
    odette.post(reverse("my_feed"), {"then": "take-back"})
    assert feed(token).status_code == 404
    acts = list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))
    assert acts[-3:] == ["people.feed-made", "people.feed-made", "people.feed-taken-back"]


def test_s08_an_account_that_is_closed_has_no_feed(cast):
    token = make_feed_address(by=cast.odette)
    cast.odette.is_active = False
    cast.odette.save()
    assert feed(token).status_code == 404


def test_the_database_does_not_hold_the_address(cast):
    token = make_feed_address(by=cast.odette)
    row = FeedAddress.objects.values_list("token_hash", flat=True).get()
    assert token not in row
    assert len(row) == 64
    assert feed(row).status_code == 404


def test_p18_nothing_is_made_or_taken_back_by_opening_the_page(cast):
    odette = sign_in(cast.odette)
    odette.get(reverse("my_feed"), {"then": "make"})
    assert not FeedAddress.objects.exists()
