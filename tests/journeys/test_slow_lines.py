"""X03, X10: a slow line and an old telephone are the normal case."""

import gzip
import urllib.request

import pytest

from tests.journeys.cast import click

KILOBYTE = 1000
# The budgets of a first view, compressed, all told.
BUDGETS = {"article": 40, "chapter": 40, "results": 25, "home": 60, "library": 40, "login": 40}


@pytest.fixture
def visitor_without_scripts(new_context):
    return new_context(java_script_enabled=False).new_page()


def compressed(response):
    """Bytes on the line of one response, as a server that compresses text would send them."""
    body = response.body()
    kind = response.headers.get("content-type", "")
    is_text = any(word in kind for word in ("text/", "javascript", "json", "xml"))
    return len(gzip.compress(body, 6)) if is_text else len(body)


@pytest.mark.parametrize("kind", BUDGETS)
def test_x10_first_view_is_within_its_budget(page, demo_site, search_addresses, kind):
    responses = []
    page.on("requestfinished", lambda request: responses.append(request.response()))
    address = {**demo_site.addresses("en"), **search_addresses["en"]}[kind]
    page.goto(address, wait_until="networkidle")
    weights = {response.url: compressed(response) for response in responses}
    assert sum(weights.values()) <= BUDGETS[kind] * KILOBYTE, weights
    scripts = [url for url in weights if ".js" in url]
    assert kind not in ("article", "chapter") or not scripts, "reading needs no script"
    assert all(url.startswith(demo_site.url) for url in weights), "another host was asked"


def test_x10_text_travels_compressed(demo_site):
    request = urllib.request.Request(demo_site.url + "/en/", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as response:
        assert response.headers["Content-Encoding"] == "gzip"


@pytest.mark.postgresql
def test_x03_an_officer_finds_reads_and_narrows_without_scripts(visitor_without_scripts):
    page = visitor_without_scripts
    page.goto("/en/")
    page.locator("main [name=q]").fill("waste")
    click(page.locator("main form[role=search] button, main form.search button").first)
    page.wait_for_url("**/search/?q=waste*")
    click(page.locator("main h2 a, main h3 a").first)
    page.wait_for_url(lambda url: "/search/" not in url)
    assert page.locator("main h1").is_visible()


def test_x03_signing_in_needs_no_script(demo_site, visitor_without_scripts):
    page = visitor_without_scripts
    account = demo_site.account("member")
    page.goto("/en/account/login/")
    page.locator("[name=login]").fill(account["email"])
    page.locator("[name=password]").fill(account["password"])
    click(page.locator("main button").first)
    page.wait_for_url("**/en/desk/")
