"""Asking a question: where and what in one line, what is there already, and the whole of it."""

import uuid

import pytest
from django.urls import reverse

from forums.models import PostDraft, Topic
from forums.states import TopicState
from tests.factories import PersonFactory, ask, make_article, make_board, sign_in

pytestmark = pytest.mark.django_db


def words(board, **more):
    return {
        "board": board.pk,
        "kind": "question",
        "title": "Who collects the fee?",
        "text": "Two wards share **one** point.",
        "language": "en",
        "tags": "fees, transfer point",
        "is_followed": "on",
        "key": str(uuid.uuid4()),
        "then": "post",
        **more,
    }


def test_one_asks_in_two_steps_and_the_question_stands_in_its_board(odette, board):
    browser = sign_in(odette)
    first = browser.get(reverse("topic_new"))
    assert "Your question in one line" in first.content.decode()
    second = browser.get(reverse("topic_new"), {"board": board.pk, "title": "Who collects?"})
    assert "Is it among these?" in second.content.decode()
    answer = browser.post(reverse("topic_new"), words(board))
    topic = Topic.objects.get(author=odette, board=board)
    assert answer["Location"] == reverse("topic", args=[topic.pk])
    page = browser.get(answer["Location"]).content.decode()
    assert "<b>one</b>" in page
    assert "Head of waste" in page
    assert sorted(tag.name for tag in topic.tags.all()) == ["fees", "transfer point"]
    board.refresh_from_db()
    assert (board.topic_count, board.last_post_at) == (1, topic.last_post_at)
    assert topic.followers.get().person == odette


def test_i22_a_form_that_comes_twice_makes_one_topic(odette, board):
    browser, said = sign_in(odette), words(board)
    first, second = (browser.post(reverse("topic_new"), said) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Topic.objects.filter(board=board).count() == 1


def test_the_preview_posts_nothing_and_keeps_what_was_typed(odette, board):
    answer = sign_in(odette).post(reverse("topic_new"), words(board, then="preview"))
    page = answer.content.decode()
    assert "nothing is posted yet" in page
    assert "<b>one</b>" in page
    assert "Two wards share **one** point." in page
    assert not Topic.objects.filter(board=board).exists()


def test_what_is_missing_is_named_and_nothing_is_lost(odette, board):
    answer = sign_in(odette).post(reverse("topic_new"), words(board, title="", tags="a,b,c,d,e,f"))
    page = answer.content.decode()
    assert "Nothing you wrote was lost" in page
    assert "Five tags are enough" in page
    assert "Two wards share" in page
    assert not Topic.objects.filter(board=board).exists()


def test_a_draft_is_kept_on_the_server_and_gone_when_it_is_posted(odette, board):
    browser = sign_in(odette)
    kept = browser.post(reverse("topic_new"), words(board, then="draft", title=""))
    assert "Two wards share" in browser.get(kept["Location"]).content.decode()
    assert "A post you began" in browser.get(reverse("desk")).content.decode()
    browser.post(reverse("topic_new"), words(board))
    assert not PostDraft.objects.exists()


def test_only_who_looks_after_a_board_announces_there(odette, mira, board):
    refused = sign_in(odette).post(reverse("topic_new"), words(board, kind="announcement"))
    assert "Choose a discussion" in refused.content.decode()
    answer = sign_in(mira).post(reverse("topic_new"), words(board, kind="announcement"))
    assert answer.status_code == 302


def test_nobody_asks_in_a_board_they_do_not_read(odette, board):
    closed = make_board("Closed", "group:9")
    answer = sign_in(odette).post(reverse("topic_new"), words(closed))
    assert answer.status_code == 200
    assert not closed.topics.exists()
    assert "Closed" not in answer.content.decode()


def test_p05_a_form_cannot_say_more_than_it_asks(odette, bruno, board):
    more = {"author": bruno.pk, "state": "locked", "is_pinned": "on", "post_count": 9}
    sign_in(odette).post(reverse("topic_new"), words(board, **more))
    topic = Topic.objects.get(board=board)
    assert (topic.author, topic.state) == (odette, TopicState.OPEN)
    assert (topic.is_pinned, topic.post_count) == (False, 1)


def test_an_item_is_asked_about_and_both_lead_to_each_other(odette, board):
    item = make_article(title="A fee that holds")
    browser = sign_in(odette)
    page = browser.get(item.address).content.decode()
    assert f"{reverse('topic_new')}?about={item.pk}" in page
    browser.post(reverse("topic_new"), words(board, about=item.pk))
    topic = Topic.objects.get(board=board)
    assert topic.about_id == item.pk
    assert item.address in browser.get(reverse("topic", args=[topic.pk])).content.decode()
    page = browser.get(item.address).content.decode()
    assert "Asked about this" in page
    assert "Who collects the fee?" in page


def test_what_is_asked_about_an_item_shows_to_nobody_else(odette, board):
    item = make_article()
    ask(odette, board, "Who collects the fee?", about=item)
    from django.test import Client

    assert "Who collects the fee?" not in Client().get(item.address).content.decode()
    assert "Ask colleagues about this" not in Client().get(item.address).content.decode()


def test_an_item_one_may_not_read_is_neither_asked_about_nor_named(odette, bruno, board):
    item = make_article(title="For a circle", audience="group:7")
    browser = sign_in(odette)
    browser.post(reverse("topic_new"), words(board, about=item.pk))
    topic = Topic.objects.get(board=board)
    assert topic.about is None
    Topic.objects.filter(pk=topic.pk).update(about=item.pk)
    page = sign_in(bruno).get(reverse("topic", args=[topic.pk])).content.decode()
    assert "For a circle" not in page


def test_a_first_post_waits_until_somebody_has_looked_at_it(mira, board, odette):
    newcomer = PersonFactory(name="Nia Reed")
    answer = sign_in(newcomer).post(reverse("topic_new"), words(board), follow=True)
    assert "reads it first" in answer.content.decode()
    topic = Topic.objects.get(board=board)
    assert topic.state == TopicState.HELD
    assert sign_in(odette).get(reverse("topic", args=[topic.pk])).status_code == 404
    assert sign_in(mira).get(reverse("topic", args=[topic.pk])).status_code == 200
    board.refresh_from_db()
    assert board.topic_count == 0
    assert "A post waits for you" in sign_in(mira).get(reverse("notices")).content.decode()
    assert "1 post waits for you to decide" in sign_in(mira).get(reverse("desk")).content.decode()
