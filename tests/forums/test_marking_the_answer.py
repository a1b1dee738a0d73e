"""The asker, or who looks after the board, says which post answers the question."""

import pytest
from django.urls import reverse

from tests.factories import answer, ask, sign_in

pytestmark = pytest.mark.django_db


def mark(person, post, then="mark"):
    return sign_in(person).post(reverse("post_answer", args=[post.pk]), {"then": then})


def test_the_asker_marks_the_answer_and_who_wrote_it_is_told(odette, bruno, board):
    topic = ask(odette, board)
    post = answer(bruno, topic)
    mark(odette, post)
    page = sign_in(bruno).get(reverse("topic", args=[topic.pk])).content.decode()
    assert "Marked as the answer" in page
    assert "marked as the answer" in sign_in(bruno).get(reverse("notices")).content.decode()
    in_board = sign_in(bruno).get(reverse("board", args=[board.pk])).content.decode()
    assert "answered" in in_board


def test_the_mark_moves_and_is_taken_off(odette, bruno, mira, board):
    topic = ask(odette, board)
    first, second = answer(bruno, topic), answer(bruno, topic, "Or by the month.")
    mark(odette, first)
    mark(mira, second)
    topic.refresh_from_db()
    assert (topic.answer, topic.answer_marked_by) == (second, mira)
    mark(odette, second, "unmark")
    topic.refresh_from_db()
    assert topic.answer is None


def test_nobody_else_marks_and_the_question_is_no_answer(odette, bruno, board):
    topic = ask(odette, board)
    post = answer(bruno, topic)
    assert mark(bruno, post).status_code == 404
    assert mark(odette, topic.posts.get(number=1)).status_code == 409
    topic.refresh_from_db()
    assert topic.answer is None


def test_a_discussion_has_no_answer(odette, bruno, board):
    topic = ask(odette, board, kind="discussion")
    assert mark(odette, answer(bruno, topic)).status_code == 404


def test_the_answer_of_a_long_topic_stands_below_its_question(odette, bruno, board):
    from tests.forums.test_replying import grow

    topic = ask(odette, board)
    grow(topic, bruno, 40)
    mark(odette, topic.posts.get(number=30))
    page = sign_in(bruno).get(reverse("topic", args=[topic.pk])).content.decode()
    assert page.index("Post 30.") < page.index("Post 2.")


def test_questions_without_an_answer_are_listed_apart(odette, bruno, board):
    open_one, done = ask(odette, board, "Still open?"), ask(odette, board, "Long done?")
    mark(odette, answer(bruno, done))
    ask(odette, board, "Only talk", kind="discussion")
    page = sign_in(bruno).get(reverse("board", args=[board.pk]), {"show": "unanswered"})
    assert open_one.title in page.content.decode()
    assert "Long done?" not in page.content.decode()
    assert "Only talk" not in page.content.decode()
