"""The tables of states, walked: decision 0019 says what stands in them."""

import pytest
from django.db import transaction

from forums.actions.moving import NotAnyMore, date_topic, move_post, move_topic_to
from forums.models import Board, Post, Topic
from forums.states import POST_MOVES, SEEN_TOPICS, TABLES, TOPIC_MOVES, PostState, TopicState
from tests.factories import PersonFactory, answer, ask, make_board, make_known
from tests.house.tree import ROOT

# What nothing leads to, since it is where things begin.
BEGINNINGS = {
    "topic": {"held", "open"},
    "post": {"held", "shown"},
    "report": {"open"},
    "credit": {"asked"},
}


@pytest.mark.parametrize("name", TABLES)
def test_every_state_is_reached_and_no_move_leads_nowhere(name):
    states, moves = TABLES[name]
    known = set(states.values)
    reached = {move.to for move in moves if move.to} | BEGINNINGS.get(name, {"in-force"})
    assert reached == known
    for move in moves:
        assert move.since
        assert move.since <= known
        assert move.to is None or move.to in known - move.since
    assert len({move.name for move in moves}) == len(moves)


def _put(row, state):
    before = "shown" if isinstance(row, Post) else "open"
    fields = {"state": state, "state_before": before if state == "removed" else ""}
    type(row).objects.filter(pk=row.pk).update(
        **fields, **({"note": "x"} if before == "shown" else {})
    )
    row.refresh_from_db()


@pytest.fixture
def topic(db):
    odette, bruno = PersonFactory(name="Odette Marsh"), PersonFactory(name="Bruno Sel")
    make_known(odette, bruno)
    topic = ask(odette, make_board())
    answer(bruno, topic)
    topic.refresh_from_db()
    return topic


def _counts_are_right(topic):
    topic.refresh_from_db()
    board = Board.objects.get(pk=topic.board_id)
    shown = topic.posts.filter(state=PostState.SHOWN)
    assert topic.post_count == shown.count()
    assert board.topic_count == board.topics.filter(state__in=SEEN_TOPICS).count()
    newest = shown.order_by("-posted_at").first()
    assert topic.last_post_at == (newest.posted_at if newest else topic.begun_at)


@pytest.mark.parametrize("move", POST_MOVES, ids=lambda move: move.name)
@pytest.mark.parametrize("state", PostState.values)
def test_a_post_moves_as_the_table_says_and_is_counted(topic, move, state):
    post = topic.posts.get(number=2)
    _put(post, state)
    Topic.objects.filter(pk=topic.pk).update(post_count=2 if state == "shown" else 1)
    date_topic(topic.pk)
    if state not in move.since:
        with pytest.raises(NotAnyMore), transaction.atomic():
            move_post(post, move)
        post.refresh_from_db()
        assert post.state == state
        return
    with transaction.atomic():
        move_post(post, move, note="Why")
    assert post.state == (move.to or "shown")
    _counts_are_right(topic)


@pytest.mark.parametrize("move", TOPIC_MOVES, ids=lambda move: move.name)
@pytest.mark.parametrize("state", TopicState.values)
def test_a_topic_moves_as_the_table_says_and_is_counted(topic, move, state):
    _put(topic, state)
    Board.objects.filter(pk=topic.board_id).update(topic_count=int(state in SEEN_TOPICS))
    if state not in move.since:
        with pytest.raises(NotAnyMore), transaction.atomic():
            move_topic_to(topic, move)
        topic.refresh_from_db()
        assert topic.state == state
        return
    with transaction.atomic():
        move_topic_to(topic, move)
    assert topic.state == (move.to or "open")
    _counts_are_right(topic)


def test_the_decision_and_the_data_tell_of_the_same_moves():
    said = (ROOT / "site/decisions/0019-boards-topics-posts.md").read_text()
    table = [line for line in said.splitlines() if line.startswith("|")]
    text = "\n".join(table)
    for _states, moves in TABLES.values():
        for move in moves:
            assert move.name in text, move.name
