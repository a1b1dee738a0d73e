"""Programs walk lists page by page, ask oddly or too often, and are told what they may keep."""

import datetime
import uuid

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pages.audiences import set_audience
from pages.models import Theme
from people.account.api_token import make_api_token
from people.limits import ANSWERS_HOUR
from people.models import AttemptCount
from tests.factories import library_in, make_article, make_cast
from tests.partnerships.by_program import (
    API,
    ask,
    every,
    make_registry,
    read,
    tie,
)
from tests.partnerships.making import make_agreed_plan, make_partnership, make_plan
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


@pytest.fixture
def market():
    return Theme.objects.get(slug="markets")


@pytest.fixture
def world(cast):
    return make_registry(cast)


# -- Paging ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [1, 7, 20])
def test_a_walk_reads_each_once_also_while_one_is_added(cast, limit):
    moment = timezone.now()
    for number in range(22):
        # Some in the same moment: their numbers part them.
        make_partnership(title=f"P{number}", changed_at=moment - datetime.timedelta(number // 4))
    first = read("partnerships", limit=limit)
    assert len(first["items"]) == limit
    make_partnership(title="Added")
    rest, pages = every(first["next"].removeprefix(settings.WAGTAILADMIN_BASE_URL))
    titles = [one["title"] for one in [*first["items"], *rest]]
    assert sorted(titles) == sorted(f"P{number}" for number in range(22))
    assert set(pages[:-1]) <= {limit}
    assert f"limit={limit}" in first["next"] or limit == 20


def test_plans_and_outputs_are_walked_too(cast, market):
    for number in range(5):
        plan = make_agreed_plan(cast.petra, cast.lena, cast.lake, title=f"Plan {number}")
        one = make_partnership(cast.lake, title=f"P{number}", plan=plan)
        tie(one, make_article(title=f"Text {number}"), market)
    plans, pages = every("plans", limit=2)
    assert [one["title"] for one in plans] == [f"Plan {n}" for n in (4, 3, 2, 1, 0)]
    assert pages == [2, 2, 1]
    outputs, pages = every("outputs", limit=2)
    assert [one["title"] for one in outputs] == [f"Text {n}" for n in (4, 3, 2, 1, 0)]
    assert pages == [2, 2, 1]


def test_l19_a_page_is_as_long_whatever_is_closed_between(cast, market, monkeypatch):
    monkeypatch.setattr("partnerships.api.lists.FIRST_LOOK", 2)
    one = make_partnership(cast.lake)
    for number in range(12):
        article = make_article(library_in(association=cast.lake), title=f"Text {number}")
        if number % 4:
            set_audience(article.translation_key, f"association:{cast.lake.pk}")
        tie(one, article, market)
    outputs, pages = every("outputs", limit=2)
    assert [one["title"] for one in outputs] == ["Text 8", "Text 4", "Text 0"]
    assert pages == [2, 1]


# -- Odd questions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("limit=0", 422),
        ("limit=21", 422),
        (f"limit={'9' * 5000}", 422),
        ("limit=x", 422),
        ("limit=1e3", 422),
        ("country=%00", 400),
        ("theme=%00", 400),
        ("country=" + "x" * 81, 422),
        ("plan=x", 422),
        ("status=9", 422),
        ("language=xx", 422),
        ("after=x", 400),
        ("after=2026-01-01T00:00:00_" + "9" * 40, 400),
        ("after=0001-01-01T00:00:00.000000%2B2359_" + "0" * 32, 400),
        ("after=" + "x" * 200, 422),
        ("contry=ZM", 400),
        ("made_by=1", 400),
        ("country=ZM&country=KE", 200),
        ("country=%F0%9F%98%80&theme='\"<>;--", 200),
    ],
)
def test_an_odd_question_is_answered_with_what_is_wrong(cast, query, status):
    answer = Client().get(f"{API}partnerships?{query}")
    assert answer.status_code == status
    if status != 200:
        told = answer.json()
        assert told["status"] == status
        assert told["faults"]
        assert "xxxx" not in answer.content.decode()


def test_r3_what_is_hidden_is_answered_like_what_is_not_there(cast, world):
    closed = make_plan(cast.lake)
    addresses = [
        f"partnerships/{world['closed'].pk}",
        f"partnerships/{uuid.uuid4()}",
        f"plans/{closed.pk}",
        f"plans/{uuid.uuid4()}",
        f"plans/{closed.pk}/themes/markets",
        "partnerships/x",
        "partnerships/%00",
        "nothing",
        "",
        "partnerships/",
    ]
    answers = [ask(one) for one in addresses]
    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1
    assert len({tuple(sorted(one.headers.items())) for one in answers}) == 1


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_but_reading_is_answered(cast, world, method):
    for address in ("partnerships", "nothing", "openapi.json", f"plans/{world['plan'].pk}"):
        client = Client(enforce_csrf_checks=True)
        answer = getattr(client, method)(API + address)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
        assert answer.json()["status"] == 405


def test_a_head_is_answered_without_a_body(world):
    answer = Client().head(f"{API}partnerships")
    assert answer.status_code == 200
    assert answer.content == b""
    assert "ETag" in answer


# -- What is kept, and how often one may ask -------------------------------------------------------


def test_what_is_public_is_kept_and_asked_for_anew(world):
    first = ask("partnerships")
    assert first["Cache-Control"] == "public, no-cache"
    vary = {one.strip() for one in first["Vary"].split(",")}
    assert {"Authorization", "Accept-Language"} <= vary
    assert "Cookie" not in vary
    headers = {"if-none-match": first["ETag"]}
    again = Client().get(f"{API}partnerships", headers=headers)
    assert (again.status_code, again.content) == (304, b"")
    world["one"].is_published = False
    world["one"].save()
    assert Client().get(f"{API}partnerships", headers=headers).json()["items"] == []


def test_what_is_read_with_a_token_is_kept_by_nobody(cast, world):
    answer = ask("partnerships", make_api_token(by=cast.odette))
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "ETag" not in answer


def test_who_asks_too_often_waits(cast, world):
    token = make_api_token(by=cast.odette)
    ask("partnerships")
    AttemptCount.objects.update(amount=ANSWERS_HOUR.amount)
    answer = ask("partnerships")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert ask("partnerships", "x").status_code == 429
    assert ask("partnerships", token).status_code == 200


# -- What it costs ---------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["everybody", "a person"])
@pytest.mark.parametrize(
    "name", ["plans", "plan", "theme", "partnerships", "partnership", "outputs"]
)
def test_answers_cost_the_same_for_one_and_for_twenty(cast, market, name, who):
    token = make_api_token(by=cast.odette) if who == "a person" else ""
    plan = make_agreed_plan(cast.petra, cast.lena, cast.lake)
    one = make_partnership(cast.lake, plan=plan)
    address = {
        "plan": f"plans/{plan.pk}",
        "theme": f"plans/{plan.pk}/themes/markets",
        "partnership": f"partnerships/{one.pk}",
    }.get(name, name)
    counted = []
    for number in (1, 19):
        for index in range(number):
            make_agreed_plan(cast.petra, cast.lena, cast.lake, title=f"Q{number} {index}")
            more = make_partnership(cast.lake, cast.ferry_landing, title=f"P{index}", plan=plan)
            for partnership in (one, more):
                tie(partnership, make_article(title=f"T{number} {index}"), market)
        ask(address, token)
        with CaptureQueriesContext(connection) as asked:
            read(address, token)
        counted.append(len(asked))
    assert counted[0] == counted[1]
