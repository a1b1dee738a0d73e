"""The search server fails: readers get titles and are told so, nobody waits, nothing is lost.

Safeguards Q10, Q13 and their relatives, on a real node that is killed, frozen, filled and broken.
"""

import random
import time

import pytest
from django.test import Client

from learning.models import ArticlePage, LibraryPage
from pages.audiences import set_audience
from people.models import Organisation
from search import following
from search.engine.interface import SearchUnavailable
from search.engines import current_writer
from search.models import IndexChange
from search.reconciling import reconcile
from tests.search.node import OwnNode, ask, indices, remove_indices

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOTICE = "The search is resting."


@pytest.fixture(scope="module")
def own_node(samples, tmp_path_factory):
    recipe = samples / "elasticsearch" / "elasticsearch-node"
    if not OwnNode.is_possible(recipe):
        pytest.skip("no Elasticsearch node: apt install openjdk-17-jdk-headless maven")
    node = OwnNode(recipe, tmp_path_factory.mktemp("node"))
    node.start()
    yield node
    node.wipe()


@pytest.fixture
def node(own_node, settings):
    """The node, serving the index of this test; whole again when the test is over."""
    from config.environment import SearchServer

    settings.SEARCH_SERVER = SearchServer(own_node.url, "", "", "", f"outage{time.time_ns()}")
    IndexChange.objects.all().delete()
    current_writer(5).rebuild([])
    yield own_node
    mend(own_node)
    remove_indices(own_node.url, "outage")


@pytest.fixture
def library():
    return LibraryPage.objects.get(locale__language_code="en", depth=3)


# -- How it fails, and how that ends -------------------------------------------------------------


def refuse(node):
    node.kill()


def hang(node):
    node.freeze()


def be_read_only(node):
    for name in indices(node.url, "outage"):
        ask(node.url, "PUT", f"{name}/_settings", {"index.blocks.write": True})


def be_full(node):
    """What a node does by itself when its disk is: see the control of it below."""
    for name in indices(node.url, "outage"):
        ask(node.url, "PUT", f"{name}/_settings", {"index.blocks.read_only_allow_delete": True})


def be_overloaded(node):
    node.set(network__breaker__inflight_requests__limit="300b")


def hold_another_index(node):
    """A stray write has made an index of its own under the name we read."""
    (alias,) = {
        alias for one in ask(node.url, path="_alias/outage*").values() for alias in one["aliases"]
    }
    for name in indices(node.url, "outage"):
        ask(node.url, "DELETE", name)
    ask(node.url, "PUT", f"{alias}/_doc/1", {"title": "stray"})


def mend(node):
    node.thaw()
    node.start()
    node.set(network__breaker__inflight_requests__limit=None)
    for name in indices(node.url, "outage"):
        freed = {"index.blocks.write": None, "index.blocks.read_only_allow_delete": None}
        ask(node.url, "PUT", f"{name}/_settings", freed)


READERS_NOTICE = [refuse, hang, be_overloaded]
WRITERS_NOTICE = [*READERS_NOTICE, be_read_only, be_full, hold_another_index]


# -- What people do meanwhile --------------------------------------------------------------------


def write_all_sorts(library, count):
    """Publish, edit, move, restrict, unpublish and delete; return what was done how often."""
    chance = random.Random(3)
    association = Organisation.objects.create(name="Lake Towns", kind="association", country="ZM")
    shelf = LibraryPage(title="Shelf", slug="shelf", locale=library.locale)
    library.add_child(instance=shelf)
    done = dict.fromkeys(("publish", "edit", "move", "restrict", "unpublish", "delete"), 0)
    for number in range(count):
        kind = chance.choice(list(done))
        page = ArticlePage.objects.filter(live=True).order_by("?").first()
        if kind == "publish" or page is None:
            kind = "publish"
            library.refresh_from_db()
            library.add_child(instance=ArticlePage(title=f"Kelpie {number}", locale=library.locale))
        elif kind == "edit":
            page.title = f"Selkie {number}"
            page.save_revision().publish()
        elif kind == "move":
            page.move(LibraryPage.objects.get(pk=shelf.pk), pos="last-child")
        elif kind == "restrict":
            set_audience(page.translation_key, f"association:{association.pk}")
        elif kind == "unpublish":
            page.unpublish()
        else:
            page.delete()
        done[kind] += 1
    return done


@pytest.mark.parametrize("fail", WRITERS_NOTICE)
def test_q13_after_an_outage_the_index_is_what_the_database_is(node, library, fail, capsys):
    article = ArticlePage(title="Kelpie before", locale=library.locale)
    library.add_child(instance=article)
    following.work_off()
    fail(node)
    done = write_all_sorts(library, 500 if fail is refuse else 60)
    if fail is be_full:
        fail(node)  # every half a minute it looks whether there is room again, and here there is
    if fail is not hold_another_index:
        with pytest.raises(SearchUnavailable):
            following.work_off()
        assert IndexChange.objects.exists()
        mend(node)
    in_the_end(following.make_current)
    lost = reconcile(is_repairing=False)
    with capsys.disabled():
        print(f"\n{fail.__name__}: {done}; lost: {lost or 'nothing'}")
    assert not lost
    assert not IndexChange.objects.exists()


def test_control_without_the_outbox_the_writes_of_an_outage_would_be_lost(node, library):
    refuse(node)
    write_all_sorts(library, 60)
    IndexChange.objects.all().delete()
    mend(node)
    in_the_end(following.make_current)
    assert reconcile(is_repairing=False)


@pytest.mark.parametrize("fail", READERS_NOTICE)
def test_q10_readers_get_titles_and_are_told_so(node, library, fail):
    library.add_child(instance=ArticlePage(title="Kelpie tariffs", locale=library.locale))
    following.work_off()
    assert NOTICE not in found("kelpie")
    fail(node)
    shown = found("kelpie")
    assert "Kelpie tariffs" in shown
    assert NOTICE in shown
    assert Client().get("/en/search/suggest", {"q": "kelpie"}).json() == {"suggestions": []}
    mend(node)

    def is_found_again():
        assert NOTICE not in found("kelpie")

    in_the_end(is_found_again)


@pytest.mark.parametrize("fail", READERS_NOTICE)
def test_q10_all_else_goes_on(node, library, fail):
    page = ArticlePage(title="Kelpie tariffs", locale=library.locale)
    library.add_child(instance=page)
    following.work_off()
    fail(node)
    page.title = "Selkie tariffs"
    page.save_revision().publish()
    for address in (
        "/en/",
        "/en/library/",
        page.address,
        "/en/library/feed.atom",
        "/en/account/login/",
    ):
        assert Client().get(address, follow=True).status_code == 200, address
    assert "Selkie tariffs" in Client().get(page.address).content.decode()


@pytest.mark.parametrize("fail", [refuse, hang])
def test_nobody_waits_for_a_server_that_is_known_to_fail(node, library, fail):
    """Twenty questions after the server was given up cost less than one that waited for it."""
    fail(node)
    began = time.monotonic()
    for _ in range(3):
        found("kelpie")
    waited = time.monotonic() - began
    began = time.monotonic()
    for _ in range(20):
        assert NOTICE in found("kelpie")
    assert time.monotonic() - began < (waited if fail is hang else 5)


def in_the_end(check):
    """Try again for as long as a server that failed is left alone, and a while more."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return check()
        except (AssertionError, SearchUnavailable):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def found(words):
    answer = Client().get("/en/search/", {"q": words})
    assert answer.status_code == 200
    return answer.content.decode()
