"""The OpenAPI document is true, names everything that can be asked, and is shown to people."""

import json
import re

import pytest
from django.urls import get_resolver, reverse

from tests.factories import make_cast, sign_in
from tests.partnerships.by_program import ask, faults_of, make_registry, read, text_of
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


@pytest.fixture
def world(cast):
    return make_registry(cast)


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
