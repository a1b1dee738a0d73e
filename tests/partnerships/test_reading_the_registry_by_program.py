"""A program reads plans and partnerships in JSON: what the pages show to the same reader."""

import datetime
import html
import json
import re
import uuid

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from pages.audiences import set_audience
from pages.models import Theme
from partnerships.models import Activity, Budget, Output, Partner, Traveller
from partnerships.planning.actions import reopen_plan
from people.account.api_token import make_api_token, take_api_token_back
from people.limits import ANSWERS_HOUR
from people.models import AttemptCount
from tests.factories import library_in, make_article, make_cast, make_contact, make_pair, sign_in
from tests.partnerships.making import make_agreed_plan, make_partnership, make_plan
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
API = "/api/v1/"
SIZE = {"1": 1, "20": 20}


def ask(path, token="", **more):
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return Client().get(path if path.startswith("/") else API + path, more, headers=headers)


def read(path, token="", **more):
    answer = ask(path, token, **more)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].startswith("application/json")
    return answer.json()


def every(path, token="", **more):
    """All pages of a list."""
    found, pages = [], []
    while path:
        page = read(path, token, **more)
        found += page["items"]
        pages.append(len(page["items"]))
        path, more = (page["next"] or "").removeprefix(settings.WAGTAILADMIN_BASE_URL), {}
    return found, pages


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def market():
    return Theme.objects.get(slug="markets")


def tie(one, article, theme, **more):
    return Output.objects.create(
        partnership=one, thing=f"library-item:{article.translation_key}", theme=theme, **more
    )


@pytest.fixture
def world(cast, market):
    """A plan, a partnership of it with all that its page shows, and one that is not public."""
    plan = make_agreed_plan(
        cast.petra, cast.lena, cast.lake, words="On markets.", left_out="Roads."
    )
    one = make_partnership(
        cast.ferry_landing, title="Clean markets", plan=plan, summary="Stalls.", identifier="XM-1"
    )
    one.wordings.create(language="fr", title="Des marchés propres")
    closed = make_partnership(cast.ferry_landing, title="Closed heron", is_published=False)
    for partnership, title in ((one, "A visit"), (closed, "Closed visit")):
        activity = Activity.objects.create(
            partnership=partnership,
            kind="visit",
            title=title,
            starts_on=datetime.date(2026, 5, 1),
            ends_on=datetime.date(2026, 5, 4),
        )
        Traveller.objects.create(activity=activity, person=cast.bruno)
    Budget.objects.create(
        partnership=one,
        starts_on=datetime.date(2026, 1, 1),
        ends_on=datetime.date(2026, 12, 31),
        value="1200.50",
        currency="EUR",
        valued_on=datetime.date(2026, 1, 1),
    )
    tie(one, make_article(title="Rents by the day"), market)
    make_contact(cast.odette, cast.ferry_landing)
    return {"plan": plan, "one": one, "closed": closed}


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


# -- The document ----------------------------------------------------------------------------------


def faults_of(value, schema, document, where="$"):
    """What of a value is not as its schema says: enough of JSON Schema for this document."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/components/schemas/")
        return faults_of(value, document["components"]["schemas"][name], document, where)
    if "anyOf" in schema:
        tried = [faults_of(value, one, document, where) for one in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    types = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
    kind = schema["type"]
    is_like = value is None if kind == "null" else type(value) is types[kind]
    if not is_like:
        return [f"{where} is no {kind}"]
    if kind == "array":
        return [
            fault
            for index, one in enumerate(value)
            for fault in faults_of(one, schema["items"], document, f"{where}[{index}]")
        ]
    if kind == "object":
        fields = schema["properties"]
        odd = (value.keys() - fields.keys()) | (set(schema.get("required", ())) - value.keys())
        return [f"{where}: {sorted(odd)}"] * bool(odd) + [
            fault
            for name, one in value.items()
            if name in fields
            for fault in faults_of(one, fields[name], document, f"{where}.{name}")
        ]
    pattern = schema.get("pattern")
    return [f"{where} is odd"] if pattern and not re.search(pattern, value) else []


def test_each_operation_answers_as_the_document_says(world):
    document = read("openapi.json")
    assert document["openapi"].startswith("3.1")
    things = {
        "plan_id": world["plan"].pk,
        "partnership_id": world["one"].pk,
        "slug": "markets",
    }
    for path, methods in document["paths"].items():
        assert methods.keys() == {"get"}
        operation = methods["get"]
        parts = set(re.findall(r"{(\w+)}", path))
        assert parts == {one["name"] for one in operation["parameters"] if one["in"] == "path"}
        answers = {
            "200": read(path.format(**things)),
            "400": ask(f"{path.format(**things)}?odd=1").json(),
            "401": ask(path.format(**things), "x").json(),
        }
        for status, answer in answers.items():
            schema = operation["responses"][status]["content"]["application/json"]["schema"]
            assert faults_of(answer, schema, document) == [], path
        assert {"404", "405", "422", "429"} <= operation["responses"].keys()
    assert document["security"] == [{}, {"token": []}]
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_every_reference_of_the_document_leads_somewhere_and_nothing_stands_there_unused():
    document = read("openapi.json")
    used = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(document)))
    assert used == document["components"]["schemas"].keys()
    names = [one["get"]["operationId"] for one in document["paths"].values()]
    assert len(names) == len(set(names))


def test_nothing_else_has_an_address_here():
    """2C: papers, raw baselines, risks, applications and persons have no place in the API."""
    assert read("openapi.json")["paths"].keys() == {
        "/api/v1/plans",
        "/api/v1/plans/{plan_id}",
        "/api/v1/plans/{plan_id}/themes/{slug}",
        "/api/v1/partnerships",
        "/api/v1/partnerships/{partnership_id}",
        "/api/v1/outputs",
    }
    (ours,) = (one for one in get_resolver().url_patterns if str(one.pattern) == "api/v1/")
    assert [str(one.pattern) for one in ours.url_patterns] == [
        "plans",
        "plans/<uuidstr:plan_id>",
        "plans/<uuidstr:plan_id>/themes/<slug:slug>",
        "partnerships",
        "partnerships/<uuidstr:partnership_id>",
        "outputs",
        "openapi.json",
        "^(?P<rest>.*)$",
    ]


def test_the_page_about_it_shows_each_operation_and_loads_nothing_from_elsewhere(client, cast):
    page = text_of(client.get(reverse("about_api")))
    for path in read("openapi.json")["paths"]:
        assert f"GET {path}<" in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="https?://', page)
    assert '"partners": [' in page
    assert "Market masters visit each other" in page
    assert reverse("my_api_token") not in page
    assert reverse("my_api_token") in text_of(sign_in(cast.odette).get(reverse("about_api")))


def test_lists_and_foot_lead_to_it(client, cast):
    for address in (reverse("partnerships"), reverse("country_plans"), reverse("organisations")):
        assert f'href="{reverse("about_api")}"' in text_of(client.get(address))
