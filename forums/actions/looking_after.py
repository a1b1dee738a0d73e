"""What who looks after a board does: pin, lock, move, approve, refuse, hide, change, show again."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from forums import kinds, words
from forums.actions.moving import NotAnyMore, count_topic, follow, move_post, move_topic_to
from forums.actions.reporting import settle
from forums.actions.telling import tell_of
from forums.models import Board, Post, PostVersion, Topic
from forums.states import (
    APPROVE_POST,
    APPROVE_TOPIC,
    DISMISS,
    HIDE_POST,
    HIDE_TOPIC,
    LOCK_TOPIC,
    REFUSE_POST,
    REFUSE_TOPIC,
    SEEN_TOPICS,
    SHOW_POST,
    SHOW_TOPIC,
    UNLOCK_TOPIC,
    UPHOLD,
    PostState,
    TopicState,
)
from notices.actions import tell
from people.audit import record
from people.models import Person


@transaction.atomic
def pin(*, by: Person, topic: Topic, is_pinned: bool) -> None:
    """Keep a topic at the top of its board, or no longer; again does nothing."""
    changed = Topic.objects.filter(pk=topic.pk).exclude(is_pinned=is_pinned)
    if changed.update(is_pinned=is_pinned):
        record("forums.topic-pinned", by=by, thing=topic, **_of(topic))
        follow("changed", [topic])


@transaction.atomic
def lock(*, by: Person, topic: Topic, is_locked: bool) -> None:
    """Close a topic to replies, or open it to them; raises NotAnyMore."""
    move_topic_to(topic, LOCK_TOPIC if is_locked else UNLOCK_TOPIC)
    record("forums.topic-locked", by=by, thing=topic, **_of(topic))


@transaction.atomic
def move(*, by: Person, topic: Topic, board: Board) -> None:
    """Move a topic to another board, whose audience holds for it from the next request on.

    What `by` may do in the other board is for the door to have asked. Moving it to where it stands
    does nothing.
    """
    now = Topic.objects.select_for_update(of=("self",)).select_related("board").get(pk=topic.pk)
    if now.board_id == board.pk:
        return
    before = now.board_id
    Topic.objects.filter(pk=topic.pk).update(board=board, moved_at=timezone.now(), is_pinned=False)
    if now.state in SEEN_TOPICS:
        for board_id, change in sorted(((before, -1), (board.pk, 1))):
            count_topic(board_id, change)
    topic.drafts.update(board=board)
    topic.refresh_from_db()
    record("forums.topic-moved", by=by, thing=topic, **_of(topic))
    follow("moved", [topic])


@transaction.atomic
def approve(*, by: Person, post: Post) -> None:
    """Show a post that waited, with its topic where it began one, and tell who follows."""
    move_post(post, APPROVE_POST)
    if post.topic.state == TopicState.HELD and post.number == 1:
        move_topic_to(post.topic, APPROVE_TOPIC)
    _settle_as_left(by, post)
    record("forums.post-approved", by=by, thing=post, **_whose(post))
    if post.author is not None:
        tell(kinds.APPROVED, [post.author], once=_once(post), words=_words(post), by=by)
    tell_of(post)


@transaction.atomic
def refuse(*, by: Person, post: Post, note: str) -> None:
    """Keep a post that waited from readers, with its topic where it began one; `note` says why."""
    move_post(post, REFUSE_POST, note=note)
    if post.topic.state == TopicState.HELD and post.number == 1:
        move_topic_to(post.topic, REFUSE_TOPIC)
    settle(by=by, post=post, move=UPHOLD, outcome=note)
    record("forums.post-refused", by=by, thing=post, reason=note, **_whose(post))
    _tell_author(by, post, "hidden")


@transaction.atomic
def hide_post(*, by: Person, post: Post, note: str) -> None:
    """Keep a post from readers; `note` tells its author why."""
    move_post(post, HIDE_POST, note=note)
    settle(by=by, post=post, move=UPHOLD, outcome=note)
    record("forums.post-hidden", by=by, thing=post, reason=note, **_whose(post))
    _tell_author(by, post, "hidden")


@transaction.atomic
def hide_topic_of(*, by: Person, post: Post, note: str) -> None:
    """Keep the post that began a topic from readers, and the topic with all that was replied."""
    hide_post(by=by, post=post, note=note)
    hide_topic(by=by, topic=post.topic, note=note)


@transaction.atomic
def show_post(*, by: Person, post: Post) -> None:
    """Show a hidden post again, and with the one that began a hidden topic the topic.

    What a moderator had changed stays marked as that: its author cannot put it back.
    """
    was_changed = post.versions.filter(is_kept_back=True).exists()
    move_post(post, SHOW_POST, note=post.note if was_changed else "")
    _settle_as_left(by, post)
    record("forums.post-shown", by=by, thing=post, **_whose(post))
    if post.number == 1 and post.topic.state == TopicState.HIDDEN:
        show_topic(by=by, topic=post.topic)
    _tell_author(by, post, "shown")


@transaction.atomic
def change_post(*, by: Person, post: Post, text: str, note: str) -> None:
    """Put other words in the place of those of somebody else; `note` tells its author why.

    Readers see that it was changed. What it said before is read by its author and who looks after
    the board alone, since it may be what had to go. Raises NotAnyMore.
    """
    now = Post.objects.select_for_update(of=("self",)).select_related("topic").get(pk=post.pk)
    if now.state not in (PostState.SHOWN, PostState.HELD):
        raise NotAnyMore
    text = words.written(text)
    PostVersion.objects.filter(post=now).update(is_kept_back=True)
    PostVersion.objects.create(post=now, text=now.text, html=now.html, is_kept_back=True)
    Post.objects.filter(pk=now.pk).update(
        text=text, html=words.shown(text), edited_at=timezone.now(), note=note
    )
    post.refresh_from_db()
    settle(by=by, post=post, move=UPHOLD, outcome=note)
    record("forums.post-changed", by=by, thing=post, reason=note, **_whose(post))
    _tell_author(by, post, "changed")
    # Hidden from the search until the index has followed: it has the words that had to go.
    follow("moved", [post.topic])


@transaction.atomic
def hide_topic(*, by: Person, topic: Topic, note: str) -> None:
    """Keep a whole topic from readers; `note` is for the log."""
    move_topic_to(topic, HIDE_TOPIC)
    record("forums.topic-hidden", by=by, thing=topic, reason=note, **_of(topic))


@transaction.atomic
def show_topic(*, by: Person, topic: Topic) -> None:
    """Show a hidden topic again."""
    move_topic_to(topic, SHOW_TOPIC)
    record("forums.topic-shown", by=by, thing=topic, **_of(topic))


def _of(topic: Topic) -> dict[str, Any]:
    return {"organisation": topic.board.association}


def _whose(post: Post) -> dict[str, Any]:
    return {"person": post.author, "organisation": post.topic.board.association}


def _words(post: Post) -> dict[str, str]:
    return {"post": str(post.pk)}


def _once(post: Post) -> str:
    return f"post:{post.pk}:{post.state}:{timezone.now():%Y%m%d%H%M%S%f}"


def _settle_as_left(by: Person, post: Post) -> None:
    settle(by=by, post=post, move=DISMISS, outcome="")


def _tell_author(by: Person, post: Post, done: str) -> None:
    if post.author is not None and post.author != by:
        said = {**_words(post), "done": done}
        tell(kinds.HANDLED, [post.author], once=_once(post), words=said, by=by)
