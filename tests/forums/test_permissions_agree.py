"""P02: what one may open and what lists show never disagree, on random boards and persons."""

import random

import pytest
from django.contrib.auth.models import AnonymousUser

from forums import permissions as may
from forums.models import Board, Post, Report, Sanction, Topic
from forums.moderating.permissions import can_see_measure, is_in_queue
from forums.moderating.queue import measures_open_to, waiting_for
from forums.roles import make_facilitator
from forums.states import PostState, TopicState
from pages.models import Audience
from people.models import ClosedGroup, Person
from tests.factories import (
    AppointmentFactory,
    AssociationFactory,
    PersonFactory,
    make_editor,
)

PAIRS = 2_000


@pytest.fixture
def world(db):
    """Persons of every role, and boards, topics and posts of every audience and state."""
    dice = random.Random(19)
    associations = [AssociationFactory() for _number in range(2)]
    group = ClosedGroup.objects.create(name="Circle")
    persons = [PersonFactory() for _number in range(12)]
    for person in persons[:4]:
        AppointmentFactory(person=person, organisation=dice.choice(associations))
    make_editor(persons[4], associations[0])
    make_editor(persons[5])
    Person.objects.filter(pk=persons[6].pk).update(is_superuser=True)
    group.members.add(*persons[3:8:2])
    keys = ["public", "signed-in", f"group:{group.pk}"]
    keys += [f"association:{one.pk}" for one in associations]
    boards = [
        Board.objects.create(
            name=f"{key} {owner}",
            purpose="x",
            audience=Audience.objects.get_or_create(key=key)[0],
            association=owner,
        )
        for key in keys
        for owner in (None, associations[0])
    ]
    for person in persons[7:10]:
        make_facilitator(by=None, person=person, board=dice.choice(boards))
    for board in boards:
        for state in TopicState.values:
            _topic(board, state, dice, persons)
    return dice, [AnonymousUser(), *Person.objects.filter(pk__in=[one.pk for one in persons])]


def _topic(board, state, dice, persons):
    removed = {"state_before": "open"} if state == "removed" else {}
    topic = Topic.objects.create(
        board=board, title="x", language="en", author=dice.choice(persons), state=state,
        last_number=len(PostState.values), **removed,
    )  # fmt: skip
    for number, post_state in enumerate(PostState.values, start=1):
        more = {"state_before": "shown"} if post_state == "removed" else {}
        Post.objects.create(
            topic=topic, number=number, author=dice.choice(persons), text="x", html="x",
            state=post_state, note="why", **more,
        )  # fmt: skip


def test_p02_doors_and_lists_never_disagree(world):
    dice, readers = world
    visible = {
        kind: [set(kind.objects.visible_to(one).values_list("pk", flat=True)) for one in readers]
        for kind in (Board, Topic, Post)
    }
    moderated = [
        set(Board.objects.moderated_by(one).values_list("pk", flat=True)) for one in readers
    ]
    rows = {
        Board: list(Board.objects.select_related("audience")),
        Topic: list(Topic.objects.select_related("board__audience")),
        Post: list(Post.objects.select_related("topic__board__audience")),
    }
    doors = {Board: may.can_read_board, Topic: may.can_read_topic, Post: may.can_read_post}
    seen = {True: 0, False: 0}
    for _pair in range(PAIRS):
        place = dice.randrange(len(readers))
        kind = dice.choice([Board, Topic, Post])
        row = dice.choice(rows[kind])
        opened = doors[kind](readers[place], row)
        assert opened == (row.pk in visible[kind][place]), (readers[place], row)
        seen[opened] += 1
        if kind is Board:
            is_kept = may.can_moderate(readers[place], row)
            assert is_kept == (row.pk in moderated[place]), (readers[place], row)
            assert opened or not is_kept
    assert min(seen.values()) > PAIRS / 10


def test_p02_the_posts_of_a_topic_are_those_that_open(world):
    _dice, readers = world
    for topic in Topic.objects.select_related("board__audience"):
        for reader in readers:
            if may.can_read_topic(reader, topic):
                shown = set(Post.objects.in_topic_for(topic, reader).values_list("pk", flat=True))
                opened = set(
                    Post.objects.visible_to(reader).filter(topic=topic).values_list("pk", flat=True)
                )
                assert shown == opened


def test_p02_the_queue_and_the_list_of_measures_show_what_opens(world):
    dice, readers = world
    signed_in = [one for one in readers if one.is_authenticated]
    posts = list(Post.objects.select_related("topic__board__audience"))
    for post in dice.sample(posts, 60):
        reporter = dice.choice(signed_in)
        Report.objects.create(post=post, by=reporter, reason="spam")
    for board in Board.objects.exclude(association=None)[:3]:
        for person in signed_in[:4]:
            Sanction.objects.create(
                person=person, kind="warning", reason="x", association=board.association
            )
            Sanction.objects.create(person=person, kind="warning", reason="x")
    seen = {True: 0, False: 0}
    for reader in signed_in:
        waiting = set(waiting_for(reader).values_list("pk", flat=True))
        for post in posts:
            waits = is_in_queue(reader, post)
            assert waits == (post.pk in waiting), (reader, post)
            seen[waits] += 1
        measures = set(measures_open_to(reader).values_list("pk", flat=True))
        for measure in Sanction.objects.all():
            assert can_see_measure(reader, measure) == (measure.pk in measures), (reader, measure)
    assert min(seen.values()) > 30
