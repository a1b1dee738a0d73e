"""Topics in the search: found by who reads their board, and gone with it."""

import pytest
from django.test import Client
from django.urls import reverse

from forums.actions.boards import BoardWords, change_board
from forums.models import Board
from pages.registries import settle
from people.models import ClosedGroup
from search.engines import current_writer
from search.reconciling import reconcile
from tests.factories import answer, ask, make_article, make_board, sign_in

pytestmark = pytest.mark.django_db


def page_for(browser, words, door="search"):
    return browser.get(reverse(door), {"q": words}).content.decode()


def test_a_topic_is_found_by_its_title_its_tags_and_what_was_answered(odette, bruno, board):
    topic = ask(odette, board, "Who empties the basin?", tags=["selkie"])
    answer(bruno, topic, "Ours is emptied by a kelpie on Mondays.")
    settle()
    reader = sign_in(bruno)
    for words in ("basin", "selkie", "kelpie"):
        assert "Who empties the basin?" in page_for(reader, words)
    found = page_for(reader, "kelpie")
    assert "<mark>kelpie</mark>" in found
    assert reverse("post", args=[topic.posts.get(number=2).pk]) in found
    assert "In the boards" in found
    assert "All who are signed in" in found


def test_a_topic_of_an_open_board_is_found_by_everybody(odette):
    ask(odette, make_board("Open", "public"), "A kelpie in the canal?")
    settle()
    assert "A kelpie in the canal?" in page_for(Client(), "kelpie")
    assert "A kelpie in the canal?" in page_for(Client(), "kelp", "suggest")


def test_l08_a_closed_board_leaves_no_trace_in_search_or_suggestions(odette, bruno):
    group = ClosedGroup.objects.create(name="Circle")
    group.members.add(odette)
    board = make_board("Closed", f"group:{group.pk}")
    ask(odette, board, "A kelpie in the canal?", tags=["selkie"])
    settle()
    assert "A kelpie in the canal?" in page_for(sign_in(odette), "kelpie")
    for browser in (Client(), sign_in(bruno)):
        for words in ("kelpie", "selkie"):
            page = page_for(browser, words)
            assert "Nothing found" in page
            assert "canal" not in page
    for browser in (Client(), sign_in(bruno), sign_in(odette)):
        assert "kelpie" not in page_for(browser, "kel", "suggest")


def test_a_board_that_closes_takes_its_topics_out_with_the_next_request(odette, bruno, mira, board):
    ask(odette, board, "A kelpie in the canal?")
    settle()
    reader = sign_in(bruno)
    assert "A kelpie in the canal?" in page_for(reader, "kelpie")
    said = BoardWords(board.name, board.purpose, None, "group:77")
    change_board(by=mira, board=Board.objects.get(pk=board.pk), said=said)
    assert "A kelpie in the canal?" not in page_for(reader, "kelpie")
    settle()
    assert "A kelpie in the canal?" not in page_for(reader, "kelpie")


def test_the_reconciler_finds_nothing_to_mend_and_mends_what_is_missing(odette, board):
    topic = ask(odette, board, "A kelpie in the canal?")
    settle()
    assert not reconcile()
    current_writer(5).apply([], [topic.scope])
    assert reconcile().missing == [topic.scope]
    assert not reconcile()


def test_a_search_that_finds_nothing_offers_to_ask(odette, board):
    make_article(title="Something else")
    settle()
    page = page_for(sign_in(odette), "zzyzx")
    assert "Ask colleagues in the boards" in page
    address = f"{reverse('topic_new')}?title=zzyzx"
    assert address in page
    assert 'value="zzyzx"' in sign_in(odette).get(address).content.decode()
    assert "Ask colleagues in the boards" not in page_for(Client(), "zzyzx")
