"""Moves of topics and posts between their states, with the counts that hang on them (C14).

Private to the actions of this room: each act has a function that asks, notes and tells.
"""

from typing import Any

from django.db.models import F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from forums.models import Board, Post, Topic
from forums.states import SEEN_TOPICS, Move, PostState, TopicState
from pages.models import SiteVersion
from pages.moving import NotAnyMore
from pages.registries import KindOfChange, announce_things


def move_post(post: Post, move: Move, **fields: Any) -> None:
    """Move a post, and count it where readers begin or cease to see it; raises NotAnyMore.

    Call it inside a transaction, which then holds the row of the post.
    """
    now = Post.objects.select_for_update(of=("self",)).filter(pk=post.pk).first()
    if now is None or now.state not in move.since:
        raise NotAnyMore
    to = move.to or now.state_before
    before = now.state if to == PostState.REMOVED else ""
    Post.objects.filter(pk=post.pk).update(state=to, state_before=before, **fields)
    change = int(to == PostState.SHOWN) - int(now.state == PostState.SHOWN)
    if change:
        Topic.objects.filter(pk=now.topic_id).update(post_count=F("post_count") + change)
        date_topic(now.topic_id)
    post.refresh_from_db()
    # What readers may see no more is hidden from the search before the index knows.
    follow("moved" if change < 0 else "changed", [post.topic])


def move_topic_to(topic: Topic, move: Move, **fields: Any) -> None:
    """Move a topic to another state, and count it in its board; raises NotAnyMore."""
    now = Topic.objects.select_for_update(of=("self",)).filter(pk=topic.pk).first()
    if now is None or now.state not in move.since:
        raise NotAnyMore
    to = move.to or now.state_before
    before = now.state if to == TopicState.REMOVED else ""
    Topic.objects.filter(pk=topic.pk).update(state=to, state_before=before, **fields)
    change = int(to in SEEN_TOPICS) - int(now.state in SEEN_TOPICS)
    if change:
        count_topic(now.board_id, change)
    topic.refresh_from_db()
    # Who may see less from now on does so with the next request, before the index knows.
    follow("moved" if change < 0 else "changed", [topic])


def count_topic(board_id: int, change: int) -> None:
    """Count so many topics more (or fewer) in a board, and date its last post anew."""
    newest = Topic.objects.seen().filter(board=OuterRef("pk")).order_by().values("board")
    Board.objects.filter(pk=board_id).update(
        topic_count=F("topic_count") + change,
        last_post_at=Subquery(newest.annotate(at=Max("last_post_at")).values("at")),
    )


def date_topic(topic_id: int) -> None:
    """Date the last post of a topic, and of its board, by what readers see."""
    newest = Post.objects.shown().filter(topic=OuterRef("pk")).order_by().values("topic")
    at = Subquery(newest.annotate(at=Max("posted_at")).values("at"))
    Topic.objects.filter(pk=topic_id).update(last_post_at=Coalesce(at, F("begun_at")))
    for board_id in Topic.objects.filter(pk=topic_id).values_list("board_id", flat=True):
        count_topic(board_id, 0)


def follow(kind: KindOfChange, topics: list[Topic]) -> None:
    """Let index, feeds and kept pages follow; last in a transaction, for all wait for this row."""
    SiteVersion.advance()
    announce_things(kind, [topic.scope for topic in topics])
