"""Who may read, write, edit, mark and look after; and the guarded doors.

Whoever may not know of a board, a topic or a post is answered like for one that is not there (R3).
"""

import datetime
from typing import Any

from django.http import Http404
from django.utils import timezone

from forums.models import Attachment, Board, Post, Sanction, Topic
from forums.reach import reach_of
from forums.states import SEEN_TOPICS, PostState, SanctionState, TopicState
from pages.permissions import can_read as can_read_page

EDIT_WINDOW = datetime.timedelta(minutes=30)


# -- Reading ---------------------------------------------------------------------------------------


def can_read_board(person: Any, board: Board) -> bool:
    """Whether `person` is in the audience of the board."""
    return reach_of(person).reads(board)


def can_moderate(person: Any, board: Board) -> bool:
    """Whether `person` looks after the board: holds, hides, moves, pins, locks."""
    return reach_of(person).moderates(board)


def can_read_topic(person: Any, topic: Topic) -> bool:
    """Whether `person` may read the topic now."""
    reach = reach_of(person)
    if not reach.reads(topic.board):
        return False
    if topic.state in SEEN_TOPICS or reach.reads_hidden(topic.board):
        return True
    return reach.person_id is not None and topic.author_id == reach.person_id


def can_read_post(person: Any, post: Post) -> bool:
    """Whether `person` may read the post now."""
    if not can_read_topic(person, post.topic):
        return False
    reach = reach_of(person)
    if post.state == PostState.SHOWN or reach.reads_hidden(post.topic.board):
        return True
    return reach.person_id is not None and post.author_id == reach.person_id


def can_read_kept_back(person: Any, post: Post) -> bool:
    """Whether `person` reads what a moderator took out: the author, and who reads the hidden."""
    reach = reach_of(person)
    if reach.person_id is None:
        return False
    return post.author_id == reach.person_id or reach.reads_hidden(post.topic.board)


# -- Writing ---------------------------------------------------------------------------------------


def is_suspended(person: Any, board: Board) -> bool:
    """Whether a suspension or a removal keeps `person` from writing in this board now."""
    return suspension_of(person, board) is not None


def suspension_of(person: Any, board: Board) -> Sanction | None:
    """What keeps `person` from writing in this board now: the one that lasts longest.

    One query for each request, however many boards are asked about.
    """
    known: list[Sanction] | None = getattr(person, "_kept_from_writing", None)
    if known is None:
        in_force = Sanction.objects.filter(person=person, state=SanctionState.IN_FORCE)
        known = list(in_force.exclude(kind=Sanction.Kind.WARNING).defer("kept"))
        # The person object lives no longer than the request.
        person._kept_from_writing = known  # noqa: SLF001 - ours, see above
    now = timezone.now()
    here = [
        one
        for one in known
        if one.association_id in (None, board.association_id)
        and (one.until_at is None or one.until_at > now)
    ]
    return max(here, key=lambda one: (one.until_at is None, one.until_at or now), default=None)


def can_write_in(person: Any, board: Board) -> bool:
    """Whether `person` may begin a topic: signed in, in the audience, not suspended."""
    if not getattr(person, "is_authenticated", False) or not can_read_board(person, board):
        return False
    return not is_suspended(person, board)


def can_announce(person: Any, board: Board) -> bool:
    """Whether `person` may begin an announcement: who looks after the board."""
    return can_moderate(person, board)


def can_reply(person: Any, topic: Topic) -> bool:
    """Whether `person` may write in the topic; where it is locked, who looks after the board."""
    if not can_read_topic(person, topic) or not can_write_in(person, topic.board):
        return False
    if topic.state == TopicState.OPEN:
        return True
    return topic.state == TopicState.LOCKED and can_moderate(person, topic.board)


def can_edit(person: Any, post: Post) -> bool:
    """Whether `person` may still change the words: its author, for 30 minutes, while it stands.

    Not what a moderator has changed: it would come back.
    """
    if not getattr(person, "is_authenticated", False) or post.author_id != person.pk:
        return False
    if post.state not in (PostState.SHOWN, PostState.HELD) or not can_read_post(person, post):
        return False
    if post.note or timezone.now() - post.posted_at >= EDIT_WINDOW:
        return False
    return post.topic.state != TopicState.LOCKED and not is_suspended(person, post.topic.board)


def can_mark_answer(person: Any, topic: Topic) -> bool:
    """Whether `person` may say which post answers the question: who asked, or looks after it."""
    if not topic.is_question or not can_read_topic(person, topic):
        return False
    if not getattr(person, "is_authenticated", False):
        return False
    return topic.author_id == person.pk or can_moderate(person, topic.board)


def can_move_topic(person: Any, topic: Topic) -> bool:
    """Whether `person` may pin, lock, move or promote: who looks after its board."""
    return can_read_topic(person, topic) and can_moderate(person, topic.board)


def can_report(person: Any, post: Post) -> bool:
    """Whether `person` may report the post: of somebody else, while it is shown."""
    if not getattr(person, "is_authenticated", False) or post.author_id == person.pk:
        return False
    return post.state == PostState.SHOWN and can_read_post(person, post)


def can_read_item(person: Any, topic: Topic) -> bool:
    """Whether the item of the library that the topic is about may be named to `person`."""
    return topic.about_id is not None and can_read_page(person, topic.about)


def can_make_boards(person: Any) -> bool:
    """Whether `person` may make a board: editors of an association, and of the programme."""
    reach = reach_of(person)
    return bool(reach.association_ids or reach.is_for_programme)


def can_keep_board(person: Any, board: Board) -> bool:
    """Whether `person` may change what a board is: its editors, not its facilitators."""
    reach = reach_of(person)
    if not reach.reads(board):
        return False
    if board.association_id is None:
        return reach.is_for_programme
    return board.association_id in reach.association_ids


# -- Doors -----------------------------------------------------------------------------------------


def get_board_for(person: Any, pk: int) -> Board:
    """The guarded door to a board; else Http404."""
    board = Board.objects.for_list().with_following_of(person).filter(pk=pk).first()
    if board is None or not can_read_board(person, board):
        raise Http404
    return board


def get_board_to_keep_for(person: Any, pk: int) -> Board:
    """The guarded door to a board that `person` may change; else Http404."""
    board = get_board_for(person, pk)
    if not can_keep_board(person, board):
        raise Http404
    return board


def get_topic_for(person: Any, pk: int) -> Topic:
    """The guarded door to a topic; else Http404."""
    topics = _topics() if reach_of(person).person_id is not None else _topics_for_visitors()
    topic = topics.filter(pk=pk).first()
    if topic is None or not can_read_topic(person, topic):
        raise Http404
    return topic


def get_moderated_topic_for(person: Any, pk: int) -> Topic:
    """The guarded door to a topic that `person` may pin, lock, move or promote; else Http404."""
    topic = get_topic_for(person, pk)
    if not can_move_topic(person, topic):
        raise Http404
    return topic


def get_topic_to_reply_for(person: Any, pk: int) -> Topic:
    """The guarded door to a topic that `person` may write in; else Http404."""
    topic = get_topic_for(person, pk)
    if not can_reply(person, topic):
        raise Http404
    return topic


def get_post_for(person: Any, pk: int) -> Post:
    """The guarded door to a post; else Http404."""
    posts = Post.objects.select_related(
        "topic__board__audience", "topic__board__association", "topic__about", "author"
    )
    post = posts.filter(pk=pk).first()
    if post is None or not can_read_post(person, post):
        raise Http404
    return post


def get_post_to_edit_for(person: Any, pk: int) -> Post:
    """The guarded door to a post that `person` may still change; else Http404."""
    post = get_post_for(person, pk)
    if not can_edit(person, post):
        raise Http404
    return post


def get_post_to_report_for(person: Any, pk: int) -> Post:
    """The guarded door to a post that `person` may report; else Http404."""
    post = get_post_for(person, pk)
    if not can_report(person, post):
        raise Http404
    return post


def get_attachment_for(person: Any, pk: int) -> Attachment:
    """The guarded door to what came with a post; else Http404."""
    found = Attachment.objects.select_related("post__topic__board__audience").filter(pk=pk).first()
    if found is None or not can_read_post(person, found.post):
        raise Http404
    return found


def _topics_for_visitors() -> Any:
    """What the door asks and no more: the rest of the page is kept, and seldom made."""
    return Topic.objects.select_related("board__audience")


def _topics() -> Any:
    return Topic.objects.select_related(
        "board__audience",
        "board__association",
        "board__theme",
        "about__our_address",
        "author",
        "organisation",
        "answer",
    )
