"""What a reader is shown of topics and posts, in words; a fixed number of queries for each page."""

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from forums.models import Board, Post, Topic
from forums.permissions import EDIT_WINDOW, is_suspended
from forums.reach import reach_of
from forums.states import PostState, TopicState
from pages.languages import OWN_NAMES, direction_of, listed
from pages.models.audience import PUBLIC, SIGNED_IN


@dataclass(frozen=True)
class Signature:
    """As whom somebody spoke: the post first, the person second, the place third.

    Visitors are not told the name. `person_id` is there where the reader may follow the writer.
    """

    first: str
    second: str
    letters: str
    person_id: int | None


@dataclass(frozen=True)
class AudienceMark:
    """Who reads a board: `kind` for the mark, `label` for the words."""

    kind: str
    label: str


def audience_of(board: Board) -> AudienceMark:
    """Who reads a board, as exactly as can be said without asking the database for each."""
    kind, _colon, number = board.audience.key.partition(":")
    association = board.association
    if kind == "association" and association is not None and str(association.pk) == number:
        return AudienceMark(kind, _("Members of %(association)s") % {"association": association})
    labels = {
        PUBLIC: _("Everyone"),
        SIGNED_IN: _("All who are signed in"),
        "association": _("Members of an association"),
        "group": _("A closed group"),
    }
    return AudienceMark(kind, labels[kind])


@dataclass(frozen=True)
class ShownPost:
    """One post on the page of a topic. `html` is safe: it was cleaned when it was written.

    `is_changed_for_them` where a moderator changed its words; why is for the author and moderators.
    """

    post: Post
    by: Signature
    html: SafeString
    is_own: bool
    is_answer: bool
    is_new: bool
    minutes_left: int
    note: str
    state_label: str
    is_changed_for_them: bool
    case_url: str


@dataclass(frozen=True)
class ShownTopic:
    """One line of a list of topics."""

    topic: Topic
    by: Signature
    language: str
    language_name: str
    dir: str
    is_answered: bool
    is_new: bool
    replies: int
    state_label: str


def signature_of(
    author: Any, post_held: str, organisation: Any, reader: Any, *, is_own: bool
) -> Signature:
    """As whom `author` spoke, for this reader."""
    place = organisation.name if organisation is not None else ""
    if author is None or author.is_former_member:
        return Signature(_("Former member"), "", "–", None)
    if not getattr(reader, "is_authenticated", False):
        first = post_held or _("A member")
        return Signature(first, place, (place or first)[:2], None)
    name = _("You") if is_own else author.name
    first, second = (post_held, listed([name, place])) if post_held else (name, place)
    return Signature(first, second, author.name[:2], None if is_own else author.pk)


def shown_posts(
    posts: Iterable[Post], topic: Topic, reader: Any, *, read_up_to: Any = None
) -> list[ShownPost]:
    """Posts of one topic, from `for_page`, in words."""
    reach = reach_of(reader)
    now = timezone.now()
    moderates, reads_hidden = reach.moderates(topic.board), reach.reads_hidden(topic.board)
    return [
        ShownPost(
            post=post,
            by=signature_of(
                post.author,
                post.post_held,
                post.organisation,
                reader,
                is_own=_is_own(post, reader),
            ),
            html=mark_safe(post.html),
            is_own=_is_own(post, reader),
            is_answer=topic.answer_id == post.pk and post.is_shown,
            is_new=read_up_to is not None and post.posted_at > read_up_to,
            minutes_left=_minutes_left(post, topic, now)
            if _is_own(post, reader) and not is_suspended(reader, topic.board)
            else 0,
            note=_note_of(post) if reads_hidden or _is_own(post, reader) else "",
            is_changed_for_them=post.is_shown and post.note != "",
            case_url=reverse("case", args=[post.pk])
            if moderates and not _is_own(post, reader) and post.state != PostState.REMOVED
            else "",
            state_label="" if post.is_shown else str(PostState(post.state).label),
        )
        for post in posts
    ]


def _note_of(post: Post) -> str:
    """Why it is hidden or was changed; what was removed says why it was with all the rest."""
    return post.sanction.reason if post.sanction is not None else post.note


def shown_topics(topics: Iterable[Any], reader: Any, *, own_language: str) -> list[ShownTopic]:
    """Topics, from `for_list` (and `with_news_for` a person), in words."""
    shown = []
    for topic in topics:
        is_own = topic.author_id is not None and topic.author_id == getattr(reader, "pk", None)
        read_up_to = _read_up_to(topic)
        answer = topic.answer
        shown.append(
            ShownTopic(
                topic=topic,
                by=signature_of(topic.author, "", topic.organisation, reader, is_own=is_own),
                language=topic.language if topic.language != own_language else "",
                language_name=OWN_NAMES.get(topic.language, topic.language),
                dir=direction_of(topic.language),
                is_answered=answer is not None and answer.is_shown,
                is_new=read_up_to is not None and topic.last_post_at > read_up_to,
                replies=max(topic.post_count - 1, 0),
                state_label=""
                if topic.state == TopicState.OPEN
                else str(TopicState(topic.state).label),
            )
        )
    return shown


def _read_up_to(topic: Any) -> datetime.datetime | None:
    of_topic = getattr(topic, "topic_read_up_to", None)
    return None if of_topic is None else max(of_topic, topic.board_read_up_to)


def _is_own(post: Post, reader: Any) -> bool:
    return post.author_id is not None and post.author_id == getattr(reader, "pk", None)


def _minutes_left(post: Post, topic: Topic, now: datetime.datetime) -> int:
    """Until when its author may edit it; 0 where that is over."""
    stands = post.state in (PostState.SHOWN, PostState.HELD) and not topic.is_locked
    stands = stands and not post.note
    left = (post.posted_at + EDIT_WINDOW - now).total_seconds() / 60
    return max(math.ceil(left), 0) if stands else 0
