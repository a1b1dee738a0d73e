"""Beginning a topic, replying, editing; drafts."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from forums import limits, words
from forums.actions.attaching import Upload, attach
from forums.actions.following import follow_topic, mark_read_to
from forums.actions.moving import NotAnyMore, count_topic, follow, move_post, move_topic_to
from forums.actions.telling import ask_to_look, tell_of
from forums.models import Board, Post, PostDraft, PostVersion, Topic
from forums.permissions import can_edit, can_moderate, is_suspended
from forums.states import HOLD_POST, HOLD_TOPIC, PostState, TopicState
from people.models import Organisation, Person


@dataclass(frozen=True)
class TopicWords:
    """What the form of a new topic says; `text` is Markdown."""

    kind: str
    title: str
    language: str
    text: str
    tags: Sequence[str] = ()
    about: Page | None = None


@dataclass(frozen=True)
class PostWords:
    """What the form of a post says; `text` is Markdown."""

    text: str
    uploads: Sequence[Upload] = field(default_factory=tuple)


def begin_topic(
    *,
    by: Person,
    board: Board,
    key: uuid.UUID,
    said: TopicWords,
    uploads: Sequence[Upload] = (),
    is_followed: bool = True,
) -> Topic:
    """Begin a topic with its first post; a form that comes again under its `key` gives the same.

    It waits to be looked at where `limits.must_be_held` says so. Raises NotAnyMore where `by` was
    suspended meanwhile, ValidationError with sentences for what is too much, people.limits.TooMany.
    """
    known = Topic.objects.filter(key=key, author=by).first()
    if known is not None:
        return known
    try:
        return _begin_topic(by, board, key, said, uploads, is_followed)
    except IntegrityError:
        # The same form came twice at the same moment, and the other one was first (I22).
        known = Topic.objects.filter(key=key, author=by).first()
        # Or it has the key of somebody else's, which a feed shows.
        return known or _begin_topic(by, board, uuid.uuid4(), said, uploads, is_followed)


@transaction.atomic
def _begin_topic(
    by: Person,
    board: Board,
    key: uuid.UUID,
    said: TopicWords,
    uploads: Sequence[Upload],
    is_followed: bool,
) -> Topic:
    _must_not_be_suspended(by, board)
    text = words.written(said.text)
    html = _checked(by, board, text, uploads, topic=None)
    is_held = limits.must_be_held(by, board, text=text, topic=None)
    limits.take_post(by)
    speaks_as = _speaks_as(by)
    topic = Topic.objects.create(
        board=board,
        kind=said.kind,
        title=said.title,
        language=said.language,
        about=said.about,
        author=by,
        organisation=speaks_as[1],
        key=key,
        state=TopicState.HELD if is_held else TopicState.OPEN,
        last_number=1,
        post_count=0 if is_held else 1,
    )
    topic.tags.set(said.tags)
    written = {"text": text, "html": html, "posted_at": topic.begun_at}
    post = _post(topic, by, speaks_as, is_held, number=1, **written)
    Topic.objects.filter(pk=topic.pk).update(last_post_at=post.posted_at)
    _add_to(post, by, uploads, is_followed)
    PostDraft.objects.filter(person=by, board=board, topic=None).delete()
    if not is_held:
        count_topic(board.pk, 1)
    _let_know(post, is_held)
    topic.refresh_from_db()
    return topic


def reply(
    *, by: Person, topic: Topic, key: uuid.UUID, said: PostWords, is_followed: bool = True
) -> Post:
    """Write in a topic; a form that comes again under its `key` gives the same post.

    Raises NotAnyMore where the topic was locked or moved, or `by` suspended, meanwhile;
    ValidationError, people.limits.TooMany.
    """
    known = Post.objects.filter(key=key, author=by).first()
    if known is not None:
        return known
    try:
        return _reply(by, topic, key, said, is_followed)
    except IntegrityError:
        known = Post.objects.filter(key=key, author=by).first()
        return known or _reply(by, topic, uuid.uuid4(), said, is_followed)


@transaction.atomic
def _reply(by: Person, topic: Topic, key: uuid.UUID, said: PostWords, is_followed: bool) -> Post:
    _must_not_be_suspended(by, topic.board)
    text = words.written(said.text)
    html = _checked(by, topic.board, text, said.uploads, topic=topic)
    is_held = limits.must_be_held(by, topic.board, text=text, topic=topic)
    limits.take_post(by)
    speaks_as = _speaks_as(by)
    at = timezone.now()
    number = _take_number(topic, by, is_held=is_held, at=at)
    written = {"text": text, "html": html, "posted_at": at, "key": key}
    post = _post(topic, by, speaks_as, is_held, number=number, **written)
    _add_to(post, by, said.uploads, is_followed)
    PostDraft.objects.filter(person=by, topic=topic).delete()
    if not is_held:
        Board.objects.filter(pk=topic.board_id).update(last_post_at=at)
    _let_know(post, is_held)
    return post


def _post(
    topic: Topic,
    by: Person,
    speaks_as: tuple[str, Organisation | None],
    is_held: bool,
    **fields: Any,
) -> Post:
    post_held, organisation = speaks_as
    return Post.objects.create(
        topic=topic,
        author=by,
        post_held=post_held,
        organisation=organisation,
        state=PostState.HELD if is_held else PostState.SHOWN,
        **fields,
    )


def _add_to(post: Post, by: Person, uploads: Sequence[Upload], is_followed: bool) -> None:
    """What comes with a post that was written just now."""
    attach(post, uploads)
    if is_followed:
        follow_topic(by=by, topic=post.topic)
    mark_read_to(person=by, post=post)


def _let_know(post: Post, is_held: bool) -> None:
    if is_held:
        ask_to_look(post)
    else:
        tell_of(post)
    follow("changed", [post.topic])


def _must_not_be_suspended(by: Person, board: Board) -> None:
    """Asked once more under the lock that a removal takes first: what is written is before it, and
    is removed, or after it, and is refused. Persons are locked before topics, here as there; not
    their keys, or whoever tells them of another post in the topic would wait for them.
    """
    if is_suspended(Person.objects.select_for_update(no_key=True).get(pk=by.pk), board):
        raise NotAnyMore


def _take_number(topic: Topic, by: Person, *, is_held: bool, at: Any) -> int:
    """The number of the next post: taken, counted and dated in one statement, which waits for
    whoever writes in the same topic.
    """
    states = [TopicState.OPEN]
    if can_moderate(by, topic.board):
        states.append(TopicState.LOCKED)
    counted: dict[str, Any] = {"last_number": F("last_number") + 1}
    if not is_held:
        counted |= {"post_count": F("post_count") + 1, "last_post_at": at}
    # In this board: it may have been moved to one that is closed to `by` since the door was asked.
    here = Topic.objects.filter(pk=topic.pk, board=topic.board_id, state__in=states)
    if not here.update(**counted):
        raise NotAnyMore
    return Topic.objects.values_list("last_number", flat=True).get(pk=topic.pk)


@transaction.atomic
def edit(*, by: Person, post: Post, text: str) -> Post:
    """Put other words in the place of those of a post; those before stay to be read.

    Nothing is written where nothing changed. A newcomer's edit that brings in a link is looked at
    again (U27). Raises NotAnyMore where the time is over, ValidationError.
    """
    _must_not_be_suspended(by, post.topic.board)
    now = (
        Post.objects.select_for_update(of=("self",)).select_related("topic__board").get(pk=post.pk)
    )
    if not can_edit(by, now):
        raise NotAnyMore
    text = words.written(text)
    if text == now.text:
        return now
    board = now.topic.board
    html = _checked(by, board, text, (), topic=None)
    PostVersion.objects.create(post=now, text=now.text, html=now.html)
    is_held = now.is_shown and limits.must_be_held_again(by, board, html_before=now.html, html=html)
    Post.objects.filter(pk=now.pk).update(text=text, html=html, edited_at=timezone.now())
    if is_held:
        move_post(now, HOLD_POST)
        if now.number == 1 and now.topic.is_open:
            move_topic_to(now.topic, HOLD_TOPIC)
        ask_to_look(now)
    now.refresh_from_db()
    follow("changed", [now.topic])
    return now


def save_draft(*, by: Person, board: Board, topic: Topic | None, said: dict[str, Any]) -> PostDraft:
    """Keep what `by` is writing: one draft for each topic, and one for a new topic of each board.

    `said` holds fields of the draft.
    """
    draft, _is_new = PostDraft.objects.update_or_create(
        person=by,
        topic=topic,
        board=board,
        defaults={**said, "saved_at": timezone.now()},
    )
    return draft


def _checked(
    by: Person, board: Board, text: str, uploads: Sequence[Upload], *, topic: Topic | None
) -> str:
    """The HTML of the words; raises ValidationError for what is too much."""
    if not text:
        raise ValidationError(_("Write something first."))
    html = words.shown(text)
    brought = limits.Brought(
        pictures=sum(one.is_picture for one in uploads),
        files=sum(not one.is_picture for one in uploads),
    )
    mentions = words.mentions_in(text)
    problems = limits.problems_of(
        by, board, html=html, mentions=mentions, brought=brought, topic=topic
    )
    if problems:
        raise ValidationError(problems)
    return html


def _speaks_as(person: Person) -> tuple[str, Organisation | None]:
    """The post the person holds today and its organisation; the oldest where there are several."""
    held = person.appointments.holding_on().select_related("organisation").order_by("from_on")
    appointment = held.first()
    return (appointment.post, appointment.organisation) if appointment else ("", None)
