"""A branch is closed while somebody adds a page to it, publishes in it or moves into it."""

import threading
from contextlib import ExitStack, contextmanager
from functools import partial

import pytest
from django.db import connection, transaction

from learning.models import ArticlePage, LibraryPage
from pages import audiences
from pages.audiences import set_audience
from pages.models import Barrier, PageAddress, SiteVersion
from tests.races.at_once import at_once, faults

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30


@pytest.fixture
def shelf(transactional_db, ground):
    library = LibraryPage.objects.get(locale__language_code="en", depth=3)
    shelf = LibraryPage(title="Shelf", slug="shelf-in-a-race", locale=library.locale)
    library.add_child(instance=shelf)
    return shelf


@contextmanager
def in_the_background(act):
    """Run `act` in a thread of its own connection; hands over a way to wait for its end."""
    faults = []

    def run():
        try:
            act()
        except Exception as fault:  # noqa: BLE001 - told to the test's own thread
            faults.append(fault)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield thread
    finally:
        thread.join(PATIENCE)
    assert not thread.is_alive()
    assert faults == []


def add_a_page(shelf):
    parent = LibraryPage.objects.get(pk=shelf.pk)
    parent.add_child(instance=ArticlePage(title="New", slug="new", locale=parent.locale))


def close_while_a_page_is_added(shelf):
    """The closing transaction is open when the page is added, and commits a second after that."""
    with ExitStack() as stack:
        with transaction.atomic():
            set_audience(shelf.translation_key, "group:1")
            adding = stack.enter_context(in_the_background(lambda: add_a_page(shelf)))
            adding.join(1)


def test_a_page_added_while_its_branch_is_closed_stands_behind_the_barrier(shelf):
    close_while_a_page_is_added(shelf)
    page = ArticlePage.objects.get(slug="new")
    assert Barrier.objects.filter(page=page).count() == 1
    assert not PageAddress.objects.get(page=page).is_public


def test_control_without_the_lock_the_new_page_is_open(shelf, monkeypatch):
    """Shows that the test above can fail: writers that do not follow one another leave a hole."""
    monkeypatch.setattr(SiteVersion, "advance", classmethod(lambda cls: None))
    monkeypatch.setattr(audiences, "_lock_branch", lambda page: None)
    close_while_a_page_is_added(shelf)
    page = ArticlePage.objects.get(slug="new")
    assert PageAddress.objects.get(page=page).is_public


def test_publications_at_the_same_time_each_move_the_version_of_the_library(shelf):
    pages = [ArticlePage(title=f"P{n}", slug=f"p{n}", locale=shelf.locale) for n in range(8)]
    for page in pages:
        shelf.add_child(instance=page)
    before = SiteVersion.current()

    def publish(page):
        mine = ArticlePage.objects.get(pk=page.pk)
        mine.title = f"{mine.title} again"
        mine.save_revision().publish()

    assert not faults(at_once(*[partial(publish, page) for page in pages]))
    assert SiteVersion.current() >= before + len(pages)
