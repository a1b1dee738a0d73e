"""Following boards, topics and persons, and how far one has read."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from forums.models import Board, Follow, Post, ReadMarker, Topic
from people.models import Person


def follow_board(*, by: Person, board: Board) -> None:
    """Be told of new topics in it; again changes nothing."""
    Follow.objects.get_or_create(person=by, board=board)


def follow_topic(*, by: Person, topic: Topic) -> None:
    """Be told of posts in it; again changes nothing."""
    Follow.objects.get_or_create(person=by, topic=topic)


def follow_person(*, by: Person, person: Person) -> None:
    """Be told of what they write in boards one reads; again changes nothing."""
    if by != person:
        Follow.objects.get_or_create(person=by, followed=person)


def leave(
    *,
    by: Person,
    board: Board | None = None,
    topic: Topic | None = None,
    person: Person | None = None,
) -> None:
    """Follow it no longer; again does nothing."""
    Follow.objects.filter(person=by, board=board, topic=topic, followed=person).delete()


def mark_read_to(*, person: Person, post: Post) -> None:
    """Keep that `person` has read its topic up to `post`; never less than before."""
    keep_markers([(person.pk, post.topic_id, post.number, post.posted_at)])


def mark_board_read(*, by: Person, board: Board) -> None:
    """Keep that all there is in a board now is nothing new to `by`."""
    at = board.last_post_at or timezone.now()
    marker, is_new = ReadMarker.objects.get_or_create(
        person=by, board=board, defaults={"read_up_to": at}
    )
    if not is_new:
        ReadMarker.objects.filter(pk=marker.pk, read_up_to__lt=at).update(read_up_to=at)


@transaction.atomic
def keep_markers(read: Iterable[tuple[int, int, int, datetime.datetime]]) -> None:
    """Keep how far persons have read: (person, topic, number and moment of the post) each.

    Two queries however many they are, and one for each that moves on.
    """
    rows = list(read)
    wanted = Q(pk=None)
    for person_id, topic_id, _number, _at in rows:
        wanted |= Q(person=person_id, topic=topic_id)
    known = {(one.person_id, one.topic_id): one for one in ReadMarker.objects.filter(wanted)}
    fresh = []
    for person_id, topic_id, number, at in rows:
        marker = known.get((person_id, topic_id))
        if marker is None:
            fresh.append(
                ReadMarker(person_id=person_id, topic_id=topic_id, number=number, read_up_to=at)
            )
        elif marker.read_up_to < at:
            ReadMarker.objects.filter(pk=marker.pk, read_up_to__lt=at).update(
                number=number, read_up_to=at
            )
    ReadMarker.objects.bulk_create(fresh, ignore_conflicts=True)
