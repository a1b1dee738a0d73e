"""Open offers of placements are found by everyone; drafts and closed ones by nobody."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from internships.offering.actions import close_offer, publish_offer
from pages.models import Theme
from search.following import make_current
from search.reconciling import reconcile
from tests.internships.making import make_host_offer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_an_index")]


def hits(words):
    answer = Client().get(reverse("search"), {"q": words})
    return list(answer.context.get("hits", ()))


def titles(words):
    return [hit.title for hit in hits(words)]


def offer_of(cast, **more):
    words = "Sit beside the ibis clerks."
    return make_host_offer(cast.high_pasture, cast.bruno, title="Heron weeks", words=words, **more)


@pytest.mark.parametrize("words", ["heron weeks", "ibis clerks", "High Pasture", "curlews"])
def test_an_open_offer_is_found_by_title_words_host_and_theme(cast, words):
    offer = offer_of(cast)
    offer.themes.add(Theme.objects.create(slug="curlews", name_en="Curlews"))
    make_current()
    # The town is found by its name itself.
    (hit,) = (hit for hit in hits(words) if hit.type != "organisation")
    assert (hit.title, hit.type_label) == ("Heron weeks", "Placement")
    assert hit.url == reverse("host_offer", args=[offer.pk])


def test_a_draft_is_not_found_until_it_is_published(cast):
    offer = offer_of(cast, is_open=False)
    make_current()
    assert titles("heron weeks") == []
    publish_offer(by=cast.bruno, offer=offer)
    make_current()
    assert titles("heron weeks") == ["Heron weeks"]


def test_a_closed_one_is_gone_at_the_next_request_and_the_index_agrees(cast):
    offer = offer_of(cast)
    make_current()
    assert titles("heron weeks") == ["Heron weeks"]
    close_offer(by=cast.bruno, offer=offer)
    assert titles("heron weeks") == []
    make_current()
    assert titles("heron weeks") == []
    assert not reconcile(is_repairing=False)


def test_who_supervises_is_not_in_the_index(cast):
    offer_of(cast)
    make_current()
    assert titles(cast.bruno.name) == []


def test_one_and_twenty_cost_the_same(cast):
    counted = []
    for number in (1, 19):
        for _one in range(number):
            offer_of(cast)
        make_current()
        assert hits("heron weeks")  # what is kept in this process is read the first time
        with CaptureQueriesContext(connection) as asked:
            assert hits("heron weeks")
        counted.append(len(asked))
    assert counted[0] == counted[1]
