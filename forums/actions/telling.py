"""Who is told of a post, and who is asked to look at it."""

from collections.abc import Iterable
from typing import Any

from forums import kinds, words
from forums.models import Follow, Post, Topic
from forums.querysets.persons import who_looks_after
from notices.actions import tell
from people.models import Block, Person


def tell_of(post: Post) -> None:
    """Tell those who are named, who follow, and nobody twice; when readers begin to see the post.

    Who may no longer read it is passed over when the notice is about to be shown or mailed.
    """
    topic, by = post.topic, post.author
    told: set[int] = {post.author_id} if post.author_id is not None else set()
    told |= _blocking(by)
    named = words.named_in(post.text, _who_wrote_in(topic))
    _tell(kinds.MENTION, post, named - told)
    told |= named
    topics = Follow.objects.filter(topic=topic).values_list("person_id", flat=True)
    _tell(kinds.REPLY, post, set(topics) - told)
    told |= set(topics)
    if post.number == 1:
        boards = set(
            Follow.objects.filter(board=topic.board_id).values_list("person_id", flat=True)
        )
        _tell(kinds.NEW_TOPIC, post, boards - told)
        told |= boards
    if by is not None:
        people = set(Follow.objects.filter(followed=by).values_list("person_id", flat=True))
        _tell(kinds.BY_PERSON, post, people - told)


def ask_to_look(post: Post) -> None:
    """Tell who looks after the board that a post waits."""
    persons = [one for one in who_looks_after(post.topic.board) if one != post.author]
    once = f"post-waits:{post.pk}:{post.edited_at or ''}"
    tell(kinds.WAITS, persons, once=once, words={"post": str(post.pk)}, by=post.author)


def _tell(kind: Any, post: Post, ids: Iterable[int]) -> None:
    persons = Person.objects.filter(pk__in=ids, is_active=True).order_by("pk")
    tell(
        kind,
        persons.iterator(),
        once=f"post:{post.pk}",
        words={"post": str(post.pk)},
        by=post.author,
    )


def _who_wrote_in(topic: Topic) -> dict[int, str]:
    """Names of those whom readers of the topic see writing in it: nobody else can be named."""
    rows = Post.objects.shown().filter(topic=topic, author__is_active=True).order_by()
    return dict(rows.values_list("author_id", "author__name").distinct())


def _blocking(person: Person | None) -> set[int]:
    if person is None:
        return set()
    return set(Block.objects.filter(person=person).values_list("by_id", flat=True))
