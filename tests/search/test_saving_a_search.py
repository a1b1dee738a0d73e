"""A reader saves a search, finds it again, calls it by another name, and lets it go."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notices.models import Notice
from pages.models import Theme
from people.own_data.erasing import erase_rows
from search.asking import Asked
from search.gaps.actions import settle
from search.models import SavedSearch, SettledGap, VainQuery
from search.own_data import RULES
from search.saving import actions
from search.saving.kinds import NEW_HIT
from tests.factories import sign_in

pytestmark = pytest.mark.django_db


def save(client, **said):
    return client.post(reverse("save_search"), said, follow=True)


def saved_for(person, words="handcarts", **chosen):
    asked = Asked(words=words, chosen=chosen)
    return actions.save_search(by=person, asked=asked, name=words, language="en")


def test_the_page_of_results_offers_it_to_who_is_signed_in(cast):
    client = sign_in(cast.odette)
    page = client.get(reverse("search"), {"q": "handcarts", "theme": "waste"}).content.decode()
    assert f'action="{reverse("save_search")}"' in page
    assert '<input type="hidden" name="theme" value="waste">' in page
    assert "Save this search" not in Client().get(reverse("search"), {"q": "handcarts"}).text


def test_what_was_asked_is_kept_in_words_and_leads_back(cast):
    theme = Theme.objects.create(slug="curlews", name_en="Curlews")
    client = sign_in(cast.odette)
    page = save(client, q=" Handcarts  at night ", theme=theme.slug, type="manual", page="7")
    assert page.status_code == 200
    (saved,) = SavedSearch.objects.all()
    assert saved.person == cast.odette
    assert (saved.words, saved.filters) == (
        "Handcarts at night",
        {"type": "manual", "theme": "curlews"},
    )
    assert saved.name == "Handcarts at night · Manuals · Curlews"
    assert saved.name in page.text
    assert "The mail with your news will tell you" in page.text
    (row,) = page.context["rows"]
    answer = client.get(row["url"])
    assert answer.context["request_form"]["q"] == "Handcarts at night"
    assert [chip["label"] for chip in answer.context["chips"]] == ["Curlews"]


def test_the_same_is_kept_once(cast):
    client = sign_in(cast.odette)
    for said in (
        {"q": "handcarts", "theme": "waste", "type": "manual"},
        {"q": "Handcarts ", "type": "manual", "theme": "waste", "sort": "date"},
    ):
        assert save(client, **said).status_code == 200
    (saved,) = SavedSearch.objects.all()
    save(sign_in(cast.bruno), q="handcarts", theme="waste", type="manual")
    assert SavedSearch.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedSearch.objects.create(
            person=cast.odette, name="x", words="handcarts", same_as=saved.same_as
        )


def test_the_database_holds_no_search_that_asks_nothing(cast):
    made = {"person": cast.odette, "name": "x", "language": "en"}
    with pytest.raises(IntegrityError, match="saved_search_asks_something"), transaction.atomic():
        SavedSearch.objects.create(**made, same_as="nothing")
    SavedSearch.objects.create(**made, same_as="words", words="handcarts")
    SavedSearch.objects.create(**made, same_as="filters", filters={"theme": "waste"})


def test_nothing_asked_is_nothing_to_save(cast):
    page = save(sign_in(cast.odette), q="  ")
    assert "Search for something first" in page.text
    assert not SavedSearch.objects.exists()


def test_the_fifty_first_is_not_kept_and_nothing_is_lost(cast):
    for number in range(actions.MOST_SAVED):
        saved_for(cast.odette, f"word{number}")
    page = save(sign_in(cast.odette), q="one more")
    assert "Delete one first" in page.text
    assert SavedSearch.objects.count() == actions.MOST_SAVED
    # One that is kept already is no fifty-first.
    assert "Saved." in save(sign_in(cast.odette), q="word7").text


def test_it_is_called_by_another_name(cast):
    saved = saved_for(cast.odette)
    client = sign_in(cast.odette)
    door = reverse("saved_search", args=[saved.pk])
    assert "handcarts" in client.get(door).text
    empty = client.post(door, {"name": " "})
    assert empty.status_code == 200
    assert empty.context["form"].errors
    client.post(door, {"name": "For the council"})
    saved.refresh_from_db()
    assert (saved.name, saved.words) == ("For the council", "handcarts")


def test_it_is_deleted_with_what_waits_to_be_told(cast):
    saved, other = saved_for(cast.odette), saved_for(cast.odette, "wells")
    for number, one in enumerate((saved, other)):
        Notice.objects.create(
            person=cast.odette,
            kind=NEW_HIT.key,
            once=str(number),
            words={"search": str(one.pk), "key": "page:1"},
            frequency="weekly",
        )
    client = sign_in(cast.odette)
    client.post(reverse("saved_search_delete", args=[saved.pk]))
    assert list(SavedSearch.objects.all()) == [other]
    assert [one.words["search"] for one in Notice.objects.all()] == [str(other.pk)]


def test_nobody_else_opens_it(cast):
    saved = saved_for(cast.odette)
    for client in (sign_in(cast.bruno), Client()):
        for name in ("saved_search", "saved_search_delete"):
            answer = client.post(reverse(name, args=[saved.pk]), {"name": "mine"})
            assert answer.status_code in (302, 404)
    saved.refresh_from_db()
    assert saved.name == "handcarts"
    assert "handcarts" not in sign_in(cast.bruno).get(reverse("saved_searches")).text


def test_d03_with_the_account_it_goes_and_what_was_settled_stays(cast):
    saved_for(cast.lena)
    saved_for(cast.odette)
    gap = VainQuery.objects.create(words="roof tax", language="en", times=3, last_on="2026-01-02")
    settle(by=cast.lena, gap=gap, times=3)
    for rule in RULES:
        erase_rows(rule, cast.lena)
    assert [one.person for one in SavedSearch.objects.all()] == [cast.odette]
    assert SettledGap.objects.get().by is None


def test_one_and_twenty_cost_the_same(cast):
    client = sign_in(cast.odette)
    counted = []
    for number in range(20):
        saved_for(cast.odette, f"word{number}")
        if number in (0, 19):
            client.get(reverse("saved_searches"))
            with CaptureQueriesContext(connection) as queries:
                assert client.get(reverse("saved_searches")).status_code == 200
            counted.append(len(queries))
    assert counted[0] == counted[1]
