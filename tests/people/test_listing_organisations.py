"""The list of organisations: narrowed, searched by name, read on from the last one shown."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import AssociationMembership, Organisation
from tests.factories import LONG_AGO, OrganisationFactory

pytestmark = pytest.mark.django_db


def names(**asked):
    answer = Client().get(reverse("organisations"), asked)
    assert answer.status_code == 200
    found = re.findall(r'<h3><a href="[^"]+"><bdi>([^<]+)</bdi>', answer.content.decode())
    return [name.replace("&#x27;", "'") for name in found]


def test_everyone_sees_all_of_them_by_name(cast):
    assert names() == [
        "Association of Lake Towns",
        "Ferry Landing",
        "High Pasture",
        "League of Hill Communes",
    ]


def test_it_is_narrowed_by_country_kind_and_association(cast):
    assert names(country="PE") == ["High Pasture", "League of Hill Communes"]
    assert names(kind="association", country="PE") == ["League of Hill Communes"]
    assert names(association=cast.lake.pk) == ["Ferry Landing"]
    AssociationMembership.objects.filter(member=cast.ferry_landing).update(until_on="2024-01-01")
    assert names(association=cast.lake.pk) == []


def test_it_is_narrowed_by_the_size_that_each_of_them_has(cast):
    Organisation.objects.filter(kind="local-government").update(kind="other")
    for population in (4_999, 5_000, 19_999, 20_000, 99_999, 100_000, 499_999, 500_000):
        OrganisationFactory(name=f"Town {population}", population=population)
    OrganisationFactory(name="Uncounted", population=None)
    towns = Organisation.objects.filter(kind="local-government")
    for band in ("village", "small", "medium", "large", "metropolis"):
        of_this_size = {town.name for town in towns if town.size_band == band}
        assert set(names(size=band)) == of_this_size
        assert of_this_size


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ferry", "Ferry Landing"),
        ("LAND ferr", "Ferry Landing"),
        ("ait rimal", "Aït Rimal"),
        ("AÏT", "Aït Rimal"),
        ("camaras", "Rede de Câmaras das Ilhas"),
        ("احمد", "بلدية أحمد"),
        ("ndjamena", "N’Djaména"),
        ("n'dja", "N’Djaména"),
    ],
)
def test_a_name_is_found_whichever_way_it_is_typed(cast, words, found):
    for name in ("Aït Rimal", "Rede de Câmaras das Ilhas", "بلدية أحمد", "N’Djaména"):
        OrganisationFactory(name=name)
    assert names(q=words) == [found]


def test_signs_of_patterns_mean_themselves(cast):
    OrganisationFactory(name="50% Town_1")
    assert names(q="%") == ["50% Town_1"]
    assert names(q="n_1") == ["50% Town_1"]
    assert names(q="' OR 1=1 --") == []


def test_l02_words_of_the_page_do_not_answer_for_the_name(cast):
    Organisation.objects.filter(pk=cast.ferry_landing.pk).update(about="A landing of herons")
    assert names(q="heron") == []


def test_it_is_read_on_from_the_last_one_shown(cast):
    Organisation.objects.filter(kind="local-government").update(kind="other")
    for number in range(41):
        OrganisationFactory(name=f"Town {number // 2:02}")
    seen, address = [], reverse("organisations") + "?kind=local-government"
    while address:
        html = Client().get(address).content.decode()
        seen += re.findall(r'<a href="/en/organisations/(\d+)/">', html)
        following = re.search(r'href="([^"]+)" rel="next"', html)
        address = following and following[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 41


@pytest.mark.parametrize(
    "asked",
    [
        {"sort": "population"},
        {"kind": "kingdom"},
        {"country": "XX"},
        {"size": "huge"},
        {"association": "99999999"},
        {"after": "x"},
        {"after": "99999999"},
        {"after": "9" * 40},
    ],
)
def test_what_no_list_offers_is_a_bad_question(cast, asked):
    assert Client().get(reverse("organisations"), asked).status_code == 400


def test_u21_a_strange_name_breaks_nothing(cast):
    for words in ("x" * 10_000, "\x00", "\u202e", '"' * 5000, "(((", "\ud800"[:0], "🚲"):
        assert Client().get(reverse("organisations"), {"q": words}).status_code == 200


def test_it_costs_the_same_for_one_and_for_twenty(cast):
    counts = []
    for number in (1, 20):
        for place in range(number):
            town = OrganisationFactory(name=f"Alder {number} {place}")
            AssociationMembership.objects.create(
                association=cast.lake, member=town, from_on=LONG_AGO
            )
        with CaptureQueriesContext(connection) as asked:
            Client().get(reverse("organisations"), {"q": "alder", "association": cast.lake.pk})
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 4
