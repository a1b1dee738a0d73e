"""Tabs on the results page: what is found of each kind, whichever of them is open."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.models import ArticlePage, LibraryPage, ManualPage
from pages.audiences import set_audience
from pages.registries import settle
from search.engine.interface import Request
from search.engines import current_writer
from search.kinds import KIND_LABELS, TABS
from tests.factories import make_event, make_news, sign_in
from tests.search.conftest import item

WORDS = "waste collection rounds"


@pytest.fixture
def shelf(db):
    current_writer(5).rebuild([])
    return LibraryPage.objects.get(locale__language_code="en", depth=3)


def put(shelf, title, model=ArticlePage):
    page = model(title=title, locale=shelf.locale)
    shelf.add_child(instance=page)
    return page


def tabs_of(client, **said):
    context = client.get(reverse("search"), {"q": "handcarts", **said}).context
    return {str(tab["label"]): tab["count"] for tab in context["tabs"]}


def test_each_kind_stands_under_one_tab():
    under = [kind for tab in TABS for kind in tab.kinds]
    assert len(under) == len(set(under))
    assert set(KIND_LABELS) <= set(under)
    # A tab of one kind is called by it in addresses: links to that kind open the tab.
    assert all(tab.kinds == (tab.key,) for tab in TABS if len(tab.kinds) == 1)
    assert not {tab.key for tab in TABS if len(tab.kinds) > 1} & set(under)


@pytest.mark.parametrize("few", [False, True])
def test_a_chosen_kind_changes_no_count_on_either_engine(library, few):
    """Where little is found an engine is content with fewer words; a tab must not decide that."""
    texts = [WORDS] * (31 if not few else 5) + ["waste rounds", "waste", "rounds", "collection"]
    engine = library(
        *(item(f"a{n}", "An article", text) for n, text in enumerate(texts)),
        item("m1", "A manual", WORDS, type="manual"),
        item("m2", "A manual", "waste rounds", type="manual"),
        item("t1", "A topic", "waste", type="topic"),
    )
    every = engine.search(Request(WORDS))
    counts = dict(every.facets["type"])
    assert sum(counts.values()) == every.total
    for kind, number in counts.items():
        narrowed = engine.search(Request(WORDS, filters={"type": [kind]}))
        assert dict(narrowed.facets["type"]) == counts
        assert narrowed.total == number
    # The control: only where little is found in all does a manual with fewer words come.
    assert counts["manual"] == (2 if few else 1)


def test_tabs_are_links_with_counts_and_the_open_one_says_so(shelf):
    put(shelf, "Handcarts one")
    put(shelf, "Handcarts two")
    put(shelf, "Handcarts three", ManualPage)
    settle()
    client = Client()
    assert tabs_of(client) == {"All": 3, "Manuals": 1, "Articles": 2}
    page = client.get(reverse("search"), {"q": "handcarts", "type": "manual"})
    assert tabs_of(client, type="manual") == {"All": 3, "Manuals": 1, "Articles": 2}
    assert page.context["answer"]["total"] == 1
    text = page.content.decode()
    assert '<a href="/en/search/?q=handcarts&amp;type=manual" aria-current="page">' in text
    assert "type" not in {facet["key"] for facet in page.context["facets"]}
    # The tab is the filter: no chip says it again.
    assert page.context["chips"] == []
    assert client.get(page.context["tabs"][0]["url"]).context["answer"]["total"] == 3


def test_a_tab_of_several_kinds_finds_all_of_them(shelf, cast):
    put(shelf, "Handcarts")
    make_news(cast.lake, title="Handcarts are here")
    make_event(cast.lake, title="Day of handcarts")
    settle()
    client = sign_in(cast.odette)
    page = client.get(reverse("search"), {"q": "handcarts"})
    (tab,) = [one for one in page.context["tabs"] if one["label"] == "News and events"]
    assert tab["count"] == 2
    opened = client.get(tab["url"])
    assert {hit.type_label for hit in opened.context["answer"]["hits"]} == {"News", "Event"}
    # One kind of the two is no tab: it can be taken off like any filter.
    news = client.get(reverse("search"), {"q": "handcarts", "type": "news"})
    assert [one["label"] for one in news.context["chips"]] == ["News"]
    assert news.context["answer"]["total"] == 1


def test_what_is_closed_is_in_no_count(shelf, cast):
    put(shelf, "Handcarts in the open")
    closed = put(shelf, "Handcarts behind a door", ManualPage)
    set_audience(closed.translation_key, f"association:{cast.lake.pk}")
    settle()
    # One kind alone is nothing to choose from.
    assert tabs_of(sign_in(cast.bruno)) == {}
    assert tabs_of(sign_in(cast.odette)) == {"All": 2, "Manuals": 1, "Articles": 1}


def test_an_empty_tab_leads_back_to_the_others(shelf):
    put(shelf, "Handcarts")
    settle()
    page = Client().get(reverse("search"), {"q": "handcarts", "type": "manual"})
    tabs = {str(one["label"]): one["count"] for one in page.context["tabs"]}
    assert tabs == {"All": 1, "Manuals": 0, "Articles": 1}
    assert "Nothing found" in page.content.decode()


def test_without_an_index_tabs_count_titles(shelf, without_an_index):
    put(shelf, "Handcarts one")
    put(shelf, "Handcarts two", ManualPage)
    for said in ({}, {"type": "manual"}, {"type": "told"}):
        tabs = tabs_of(Client(), **said)
        assert (tabs["All"], tabs["Manuals"], tabs["Articles"]) == (2, 1, 1)
    page = Client().get(reverse("search"), {"q": "handcarts", "type": "manual"})
    assert [hit.title for hit in page.context["answer"]["hits"]] == ["Handcarts two"]
    assert page.context["answer"]["total"] == 1


def test_tabs_cost_no_query_and_the_page_stays_small(shelf, glossary_at_rest):
    for number in range(12):
        put(shelf, f"Handcarts {number}", ManualPage if number % 2 else ArticlePage)
    settle()
    client = Client()
    costs = []
    for said in ({}, {"type": "manual"}):
        client.get(reverse("search"), {"q": "handcarts", **said})
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("search"), {"q": "handcarts", **said})
        costs.append(len(queries))
        assert len(page.content) <= 20_000
    assert costs[0] == costs[1]
