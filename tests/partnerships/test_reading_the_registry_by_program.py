"""A program reads plans and partnerships in JSON: what the pages show to the same reader."""

import datetime
import json
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pages.audiences import set_audience
from pages.models import Theme
from partnerships.models import Output, Partner
from partnerships.planning.actions import reopen_plan
from people.account.api_token import make_api_token, take_api_token_back
from tests.factories import library_in, make_article, make_cast, make_pair, sign_in
from tests.partnerships.by_program import (
    API,
    ask,
    every,
    make_registry,
    read,
    text_of,
    tie,
)
from tests.partnerships.making import make_partnership, make_plan
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


@pytest.fixture
def market():
    return Theme.objects.get(slug="markets")


@pytest.fixture
def world(cast):
    return make_registry(cast)


# -- What is answered is what the page shows -------------------------------------------------------


def strings_in(node):
    if isinstance(node, dict):
        for key, value in node.items():
            # Codes, and what the address of the page says already.
            if key not in ("code", "id", "slug", "url", "api_url", "language", "version"):
                yield from strings_in(value)
    elif isinstance(node, list):
        for one in node:
            yield from strings_in(one)
    elif isinstance(node, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", node):
        yield node


def test_every_word_about_a_partnership_stands_on_its_page(client, world):
    one = world["one"]
    told = read(f"partnerships/{one.pk}")
    page = text_of(client.get(reverse("partnership", args=[one.pk])))
    words = list(strings_in(told))
    assert [word for word in words if word not in page] == []
    assert {"Clean markets", "Stalls.", "Ferry Landing", "A visit", "Rents by the day"} <= set(
        words
    )
    assert told["budgets"][0]["value"] == "1200.50"
    assert told["plan"]["title"] == "Lake plan"
    assert "Bruno Sel" not in json.dumps(told)


def test_every_word_of_a_plan_stands_on_its_page(client, world):
    plan = world["plan"]
    told = read(f"plans/{plan.pk}")
    page = text_of(client.get(reverse("country_plan", args=[plan.pk])))
    assert [word for word in strings_in(told) if word not in page] == []
    (theme,) = told["themes"]
    assert (theme["slug"], theme["partnerships"], theme["learnt"]) == ("markets", 1, 1)
    assert theme["is_missing"] is False
    assert [one["name"] for one in told["signed_by"]] == ["Association of Lake Towns"]
    listed = read("plans")["items"]
    assert [one["title"] for one in listed] == ["Lake plan"]


def test_a_theme_of_a_plan_tells_what_was_learnt_and_what_is_missing(client, cast, world):
    plan = world["plan"]
    make_partnership(cast.hill, title="Silent", plan=plan)
    address = reverse("api_plan_theme", args=[plan.pk, "markets"])
    told = read(address)
    page = text_of(client.get(reverse("plan_theme", args=[plan.pk, "markets"])))
    assert [word for word in strings_in(told) if word not in page and word != "Lake plan"] == []
    assert [one["title"] for one in told["learnt"]] == ["Rents by the day"]
    assert [one["title"] for one in told["missing"]] == ["Silent"]
    assert ask(reverse("api_plan_theme", args=[plan.pk, "waste"])).status_code == 404


def test_the_list_of_partnerships_is_that_of_the_page(cast, world):
    make_partnership(cast.hill, title="On waste", theme="waste", status="4")
    listed, _pages = every("partnerships")
    assert [one["title"] for one in listed] == ["On waste", "Clean markets"]
    assert listed[1]["partners"] == ["Ferry Landing"]
    for asked, titles in (
        ({"theme": "waste"}, ["On waste"]),
        ({"status": "2"}, ["Clean markets"]),
        ({"plan": world["plan"].pk}, ["Clean markets"]),
        ({"country": "ZM", "theme": "markets"}, ["Clean markets"]),
        ({"country": "KE"}, []),
    ):
        assert [one["title"] for one in read("partnerships", **asked)["items"]] == titles, asked


def test_what_was_learnt_is_listed_the_newest_first(world, market):
    newer = make_article(title="Two prices")
    tie(world["one"], newer, market, tied_at=timezone.now() + datetime.timedelta(hours=1))
    listed = read("outputs")["items"]
    assert [one["title"] for one in listed] == ["Two prices", "Rents by the day"]
    assert read("outputs", theme="waste")["items"] == []
    assert len(read("outputs", theme="markets", plan=world["plan"].pk)["items"]) == 2


@pytest.mark.parametrize(
    ("asked", "headers", "language"),
    [
        ({}, {}, "en"),
        ({"language": "fr"}, {"accept-language": "es"}, "fr"),
        ({}, {"accept-language": "de, fr;q=0.8, en;q=0.5"}, "fr"),
        ({}, {"accept-language": "fr;q=0, xx"}, "en"),
    ],
)
def test_words_come_in_the_language_that_is_asked_for(world, asked, headers, language):
    answer = Client().get(f"{API}partnerships", asked, headers=headers)
    assert answer["Content-Language"] == language
    (one,) = answer.json()["items"]
    assert one["title"] == {"fr": "Des marchés propres", "en": "Clean markets"}[language]
    assert one["themes"][0]["name"] == Theme.objects.get(slug="markets").name_in(language)
    assert f"/{language}/partnerships/" in one["url"]
    assert one["countries"] == [{"code": "ZM", "name": {"fr": "Zambie", "en": "Zambia"}[language]}]


# -- Who reads what --------------------------------------------------------------------------------


def test_who_shows_a_token_reads_what_they_may_read_on_the_site(cast, world):
    closed = world["closed"]
    address = f"partnerships/{closed.pk}"
    assert ask(address).status_code == 404
    assert "Closed" not in ask("partnerships").content.decode()
    for person, is_inside in ((cast.odette, True), (cast.bruno, False)):
        token = make_api_token(by=person)
        assert ask(address, token).status_code == (200 if is_inside else 404)
        titles = [one["title"] for one in read("partnerships", token)["items"]]
        assert ("Closed heron" in titles) == is_inside
    told = read(address, make_api_token(by=cast.odette))
    assert told["is_public"] is False
    assert told["activities"][0]["title"] == "Closed visit"
    # Persons have no place in the API, whoever asks.
    assert "Bruno" not in json.dumps(told)


def test_r5_a_right_that_ends_ends_with_the_next_request(cast, world):
    token = make_api_token(by=cast.odette)
    address = f"partnerships/{world['closed'].pk}"
    assert ask(address, token).status_code == 200
    Partner.objects.filter(partnership=world["closed"]).delete()
    assert ask(address, token).status_code == 404


def test_a_token_taken_back_and_one_that_never_was_are_answered_alike(cast, world):
    token = make_api_token(by=cast.odette)
    take_api_token_back(by=cast.odette)
    answers = [ask("partnerships", shown) for shown in (token, "x", "x" * 5_000, "é")]
    answers.append(Client().get(f"{API}plans", headers={"authorization": "Basic eDp5"}))
    answers.append(Client().get(f"{API}plans/{uuid.uuid4()}", headers={"authorization": "Bearer"}))
    assert {one.status_code for one in answers} == {401}
    assert len({one.content for one in answers}) == 1
    assert answers[0]["WWW-Authenticate"] == "Bearer"
    assert answers[0]["Cache-Control"] == "no-store"


def test_an_account_that_is_shut_reads_nothing(cast, world):
    token = make_api_token(by=cast.odette)
    cast.odette.is_active = False
    cast.odette.save()
    assert ask("partnerships", token).status_code == 401


def test_a_session_counts_for_nothing(cast, world):
    browser = sign_in(cast.odette)
    assert browser.get(f"{API}partnerships/{world['closed'].pk}").status_code == 404
    answer = browser.get(f"{API}partnerships")
    assert "Closed" not in answer.content.decode()
    assert answer["Cache-Control"] == "public, no-cache"


def test_a_draft_is_never_told_not_even_to_who_writes_it(cast, world):
    make_plan(cast.lake, title="Closed draft")
    reopen_plan(by=cast.petra, plan=world["plan"])
    world["plan"].title = "Closed title"
    world["plan"].starts_on = datetime.date(2027, 7, 7)
    world["plan"].save()
    sign_in(cast.petra)
    for token in ("", make_api_token(by=cast.petra)):
        listed = ask("plans", token).content.decode()
        one = ask(f"plans/{world['plan'].pk}", token).content.decode()
        assert "Lake plan" in listed
        for said in (listed, one):
            assert "Closed" not in said
            assert "2027-07-07" not in said


def test_of_what_was_learnt_a_reader_is_told_what_they_may_read(cast, world, market):
    article = make_article(library_in(association=cast.lake), title="For lake towns")
    set_audience(article.translation_key, f"association:{cast.lake.pk}")
    tie(world["one"], article, market)
    addresses = (
        f"partnerships/{world['one'].pk}",
        "outputs",
        f"plans/{world['plan'].pk}/themes/markets",
    )
    odette, bruno = make_api_token(by=cast.odette), make_api_token(by=cast.bruno)
    for address in addresses:
        assert "For lake towns" in ask(address, odette).content.decode()
        for token in ("", bruno):
            said = ask(address, token).content.decode()
            assert "For lake towns" not in said
            assert "Rents by the day" in said


def test_a_mentorship_is_a_number_and_never_a_name(cast, world, market):
    pair = make_pair()
    Output.objects.create(partnership=world["one"], thing=f"mentorship:{pair.pk}", theme=market)
    token = make_api_token(by=cast.odette)
    told = read(f"partnerships/{world['one'].pk}", token)
    assert told["counted"] == [{"kind": "Mentorships", "number": 1}]
    # Too few to be told to everybody.
    assert read(f"partnerships/{world['one'].pk}")["counted"] == []
    for said in (told, read("outputs", token), read("outputs")):
        assert str(pair.pk) not in json.dumps(said)
        assert pair.mentor.name not in json.dumps(said)
