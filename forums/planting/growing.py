"""Plants boards, topics and posts table by table, all in one transaction.

Writing each post as a person does would take a hundred times as long. Left out is what a reader of
boards does not see: nobody is told of anything. The index is told of the topics.
"""

import datetime
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.db import transaction
from django.db.models import Count, Max

from forums import words
from forums.models import Board, Post, Topic
from forums.planting.writing import BOARDS, LANGUAGES, Writer, writers
from pages.models import Audience, SiteVersion
from pages.models.audience import PUBLIC, SIGNED_IN
from pages.planner import tell_planner
from pages.planting import PLANTED_ON, AlreadyPlanted, Grown, NothingToStandOn
from pages.registries import announce_things
from people.models import Organisation, Person

# Of ten boards; the last is an association's, where there is one.
AUDIENCES = (*[PUBLIC] * 7, *[SIGNED_IN] * 3)
# One topic has a twentieth of all posts, a hundredth of topics exactly fifteen.
LONGEST, FIFTEEN = 20, 15
POSTS_IN_A_TOPIC = 20
ANSWERED = 0.4
BATCH = 2000
_KEYS = uuid.UUID("0b7c6c1c-6a5a-5d55-8f1f-6a8f4e8f0f11")


@dataclass(frozen=True)
class Numbers:
    """How many of each; every topic has one post or more."""

    topics: int
    posts: int


def plant_posts(posts: int, seed: int, grown: Grown, *, topics: int | None = None) -> None:
    """So many posts, in as many topics as such a number has."""
    plant(Numbers(topics or max(posts // POSTS_IN_A_TOPIC, 1), posts), seed, grown)


@transaction.atomic
def plant(numbers: Numbers, seed: int, grown: Grown) -> None:
    """Add ten boards with so many topics and posts, written by persons who are here.

    `grown` is told each time how many posts more are written. Raises AlreadyPlanted for a seed that
    was used before, NothingToStandOn where nobody is here or there are fewer posts than topics.
    """
    if Topic.objects.filter(key=_key(seed, 0)).exists():
        raise AlreadyPlanted
    persons = list(Person.objects.filter(is_active=True).order_by("pk")[:1000])
    chance = random.Random(seed)  # noqa: S311 - nothing secret is made of it
    sizes = sizes_of(numbers, chance)
    if not persons:
        raise NothingToStandOn("Plant persons first: somebody must write the posts.")
    boards = _boards()
    voices = writers(chance)
    for start in range(0, len(sizes), BATCH // 4):
        part = range(start, min(start + BATCH // 4, len(sizes)))
        topics = Topic.objects.bulk_create(
            [_topic(seed, n, boards, persons, sizes[n], voices, chance) for n in part]
        )
        _write(_posts(topics, persons, voices, chance), grown)
        announce_things("changed", [topic.scope for topic in topics])
    _mark_answers(boards, chance)
    _count(boards)
    SiteVersion.advance()
    tell_planner()


def sizes_of(numbers: Numbers, chance: random.Random) -> list[int]:
    """How many posts each topic has: one very long, some of fifteen, few posts in most."""
    fixed = [max(numbers.posts // LONGEST, 1), *[FIFTEEN] * (numbers.topics // 100)]
    others = numbers.topics - len(fixed)
    left = numbers.posts - sum(fixed) - others
    if others < 1 or left < 0:
        raise NothingToStandOn("Ask for several posts for each topic: --topics 100 --posts 2000.")
    sizes = [1] * others
    weights = [chance.paretovariate(1.5) for _ in range(others)]
    for number in chance.choices(range(others), weights, k=left):
        sizes[number] += 1
    return [*fixed, *sizes]


def _boards() -> list[Board]:
    boards = []
    association = Organisation.objects.associations().order_by("pk").first()
    for name, key in zip(BOARDS, AUDIENCES, strict=True):
        owner = association if name == BOARDS[-1] else None
        audience, _is_new = Audience.objects.get_or_create(
            key=f"association:{owner.pk}" if owner else key
        )
        purpose = f"What colleagues ask each other about {name.lower()}."
        boards.append(
            Board.objects.create(name=name, purpose=purpose, audience=audience, association=owner)
        )
    return boards


def _topic(
    seed: int,
    number: int,
    boards: list[Board],
    persons: list[Person],
    size: int,
    voices: dict[str, Writer],
    chance: random.Random,
) -> Topic:
    language = chance.choice(LANGUAGES)
    begun_at = PLANTED_ON - datetime.timedelta(minutes=chance.randint(20_000, 1_000_000))
    return Topic(
        board=boards[number % len(boards)],
        kind=Topic.Kind.QUESTION if number % 4 else Topic.Kind.DISCUSSION,
        title=voices[language].title(),
        language=language,
        author=chance.choice(persons),
        key=_key(seed, number),
        begun_at=begun_at,
        last_post_at=begun_at + datetime.timedelta(minutes=size - 1),
        last_number=size,
        post_count=size,
    )


def _posts(
    topics: list[Topic],
    persons: list[Person],
    voices: dict[str, Writer],
    chance: random.Random,
) -> Iterator[Post]:
    for topic in topics:
        for number in range(1, topic.last_number + 1):
            text = voices[topic.language].post()
            yield Post(
                topic=topic,
                number=number,
                author=topic.author if number == 1 else chance.choice(persons),
                post_held="Town clerk" if number % 3 else "",
                text=text,
                html=_html(text),
                posted_at=topic.begun_at + datetime.timedelta(minutes=number - 1),
            )


@cache
def _html(text: str) -> str:
    return words.shown(text)


def _write(posts: Iterator[Post], grown: Grown) -> None:
    some: list[Post] = []
    for post in posts:
        some.append(post)
        if len(some) == BATCH:
            Post.objects.bulk_create(some)
            grown(len(some))
            some = []
    Post.objects.bulk_create(some)
    grown(len(some))


def _mark_answers(boards: list[Board], chance: random.Random) -> None:
    """A part of the questions is answered by the second post."""
    second = Post.objects.filter(
        topic__board__in=boards, topic__kind=Topic.Kind.QUESTION, number=2
    ).values_list("topic", "pk")
    answered = [
        Topic(pk=topic, answer_id=post)
        for topic, post in second.order_by("pk")
        if chance.random() < ANSWERED
    ]
    Topic.objects.bulk_update(answered, ["answer"], batch_size=400)


def _count(boards: list[Board]) -> None:
    for board in boards:
        counted = board.topics.aggregate(number=Count("pk"), at=Max("last_post_at"))
        board.topic_count, board.last_post_at = counted["number"], counted["at"]
        board.save(update_fields=["topic_count", "last_post_at"])


def _key(seed: int, number: int) -> uuid.UUID:
    return uuid.uuid5(_KEYS, f"{seed}:{number}")
