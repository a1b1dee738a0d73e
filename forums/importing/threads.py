"""Threads of another forum, from a list with one thread on each line (JSON), into one board."""

import datetime
import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forums import words
from forums.actions.moving import count_topic, follow
from forums.forms import LONGEST_TAG, MOST_TAGS
from forums.importing.markdown import markdown_of
from forums.models import Board, Post, Topic
from forums.models.post import LONGEST_POST
from forums.models.topic import LONGEST_TITLE
from forums.states import TopicState
from pages.lines import one_line
from people.models import Person

# Under which the numbers of threads and posts of a source become ours: the same each time.
_KEYS = uuid.UUID("5c1b2f52-6a1e-5f0c-9d0c-2f6f0f2b7f10")
LONGEST_LINE = 2_000_000
LONGEST_NAME = 150


@dataclass
class Report:
    """What an import did. `problems` are (number of the line, what is wrong with it)."""

    topics: int = 0
    posts: int = 0
    unchanged: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The report as lines to print; problems stand last."""
        said = _("Topics: %(topics)d new, %(unchanged)d unchanged. Posts: %(posts)d new.")
        numbers = {"topics": self.topics, "unchanged": self.unchanged, "posts": self.posts}
        bad = (
            _("Line %(number)d was left out: %(problem)s") % {"number": number, "problem": problem}
            for number, problem in self.problems
        )
        return [said % numbers, *bad]


class _BadLine(ValueError):
    """Says in one sentence what is wrong with a line."""


@dataclass(frozen=True)
class _Said:
    """One post of a thread."""

    key: uuid.UUID
    author: str
    text: str
    html: str
    posted_at: datetime.datetime
    edited_at: datetime.datetime | None
    is_answer: bool


@dataclass(frozen=True)
class _Thread:
    """One usable line."""

    key: uuid.UUID
    title: str
    tags: list[str]
    is_closed: bool
    said: list[_Said]


def import_threads(
    path: Path,
    *,
    board: Board,
    language: str,
    shown: Callable[[list[Any]], Iterable[Any]] = iter,
) -> Report:
    """Bring every usable line into `board`; again changes nothing, and brings in what is new.

    Each line is a transaction of its own. Its authors become persons without an account. Nobody is
    told of anything.
    """
    report = Report()
    lines = path.read_bytes().splitlines()
    for number, line in shown(list(enumerate(lines, start=1))):
        if not line.strip():
            continue
        try:
            _import(_thread_of(line), board, language, report)
        except _BadLine as problem:
            report.problems.append((number, str(problem)))
    return report


@transaction.atomic
def _import(thread: _Thread, board: Board, language: str, report: Report) -> None:
    topic = Topic.objects.select_for_update(of=("self",)).filter(key=thread.key).first()
    known = set()
    if topic is not None:
        known = set(topic.posts.values_list("key", flat=True))
    fresh = [one for one in thread.said if one.key not in known]
    if not fresh:
        report.unchanged += 1
        return
    if topic is None:
        topic = _begin(thread, board, language)
        report.topics += 1
        count_topic(board.pk, 1)
    last = _write(topic, fresh)
    answers = [one.key for one in thread.said if one.is_answer]
    Topic.objects.filter(pk=topic.pk).update(
        last_number=last,
        post_count=topic.posts.shown().count(),
        last_post_at=max(one.posted_at for one in thread.said),
        answer=topic.posts.filter(key__in=answers, number__gt=1).first(),
    )
    count_topic(topic.board_id, 0)
    follow("changed", [topic])
    report.posts += len(fresh)


def _begin(thread: _Thread, board: Board, language: str) -> Topic:
    first = thread.said[0]
    topic = Topic.objects.create(
        board=board,
        kind=Topic.Kind.QUESTION,
        title=thread.title,
        language=language,
        author=_person_called(first.author, board),
        key=thread.key,
        state=TopicState.LOCKED if thread.is_closed else TopicState.OPEN,
        begun_at=first.posted_at,
        last_post_at=first.posted_at,
    )
    topic.tags.set(thread.tags)
    return topic


def _write(topic: Topic, fresh: list[_Said]) -> int:
    """Put the posts behind those that are there; the number of the last."""
    number = topic.last_number
    for number, one in enumerate(fresh, start=topic.last_number + 1):
        Post.objects.create(
            topic=topic,
            number=number,
            author=_person_called(one.author, topic.board) if one.author else None,
            text=one.text,
            html=one.html,
            posted_at=one.posted_at,
            edited_at=one.edited_at,
            key=one.key,
        )
    # They count when all are there: a constraint holds the one below the other.
    Topic.objects.filter(pk=topic.pk).update(last_number=number)
    topic.last_number = number
    return number


def _person_called(name: str, board: Board) -> Person | None:
    """Who wrote under this name in the board before, without an account; else a new person."""
    if not name:
        return None
    same = Person.objects.filter(name=name, email=None)
    known = (
        same.filter(posts__topic__board=board).first() or same.filter(topics__board=board).first()
    )
    return known or Person.objects.create_user(None, name=name)


# -- Reading a line --------------------------------------------------------------------------------


def _thread_of(line: bytes) -> _Thread:
    record = _record(line)
    source = str(record.get("url") or record.get("thread_id") or "")
    title = one_line(str(record.get("title") or ""), LONGEST_TITLE)
    posts = record.get("posts")
    if not source:
        raise _BadLine(_("it has neither url nor thread_id"))
    if not title:
        raise _BadLine(_("it has no title"))
    if not isinstance(posts, list) or not posts:
        raise _BadLine(_("it has no posts"))
    said = [_said_in(one, source, record.get("accepted_answer_id")) for one in posts]
    if len({one.key for one in said}) < len(said):
        raise _BadLine(_("two of its posts have the same id"))
    return _Thread(
        key=uuid.uuid5(_KEYS, source),
        title=title,
        tags=_tags_of(record.get("tags")),
        is_closed=bool(record.get("closed")),
        said=sorted(said, key=lambda one: one.posted_at),
    )


def _record(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise _BadLine(_("the line is longer than two megabytes"))
    try:
        record = json.loads(line)
    except ValueError as error:
        raise _BadLine(_("it is no JSON")) from error
    if not isinstance(record, dict):
        raise _BadLine(_("it is no JSON object"))
    return record


def _said_in(post: Any, source: str, answer_id: Any) -> _Said:
    if not isinstance(post, dict) or post.get("id") is None:
        raise _BadLine(_("a post has no id"))
    text = words.written(markdown_of(str(post.get("body_html") or "")))
    if not text:
        raise _BadLine(_("post %s says nothing") % post["id"])
    if len(text) > LONGEST_POST:
        raise _BadLine(_("post %s is too long") % post["id"])
    return _Said(
        key=uuid.uuid5(_KEYS, f"{source}#{post['id']}"),
        author=one_line(str(post.get("author") or ""), LONGEST_NAME),
        text=text,
        html=words.shown(text),
        posted_at=_moment(post.get("created"), post["id"]),
        edited_at=_moment(post["edited"], post["id"]) if post.get("edited") else None,
        is_answer=bool(post.get("accepted")) or post["id"] == answer_id,
    )


def _moment(text: Any, post_id: Any) -> datetime.datetime:
    """A moment as ISO 8601 writes it, in UTC where no zone is named; never later than now."""
    try:
        moment = datetime.datetime.fromisoformat(str(text))
    except ValueError as error:
        raise _BadLine(_("post %s has no moment that can be read") % post_id) from error
    if timezone.is_naive(moment):
        moment = moment.replace(tzinfo=datetime.UTC)
    return min(moment, timezone.now())


def _tags_of(tags: Any) -> list[str]:
    named = tags if isinstance(tags, list) else []
    lines = (one_line(str(tag), LONGEST_TAG) for tag in named)
    return list(dict.fromkeys(line for line in lines if line))[:MOST_TAGS]
