"""U27: what a newcomer may bring in, and how fast anybody may write."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from forums.models import Post
from forums.states import PostState
from people.limits import TooMany
from people.models import Person
from tests.factories import PersonFactory, answer, ask, drawn_picture, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(bruno):
    """Bruno joined today, and a first post of his was shown."""
    Person.objects.filter(pk=bruno.pk).update(joined_at=timezone.now())
    bruno.refresh_from_db()
    return bruno


LINKS = "https://a.example/ https://b.example/ https://c.example/"


def test_u27_three_links_of_a_newcomer_are_one_too_many(odette, newcomer, board):
    topic = ask(odette, board)
    with pytest.raises(ValidationError, match="two links a post are enough"):
        answer(newcomer, topic, LINKS)
    assert answer(odette, topic, LINKS).state == PostState.SHOWN


def test_u27_two_names_and_no_more(odette, newcomer, board):
    topic = ask(odette, board)
    with pytest.raises(ValidationError, match="name two people"):
        answer(newcomer, topic, "@Odette Marsh @Odette Marsh @Odette Marsh")


def test_u27_three_replies_in_a_topic(odette, newcomer, board):
    topic = ask(odette, board)
    for number in range(3):
        answer(newcomer, topic, f"Reply {number}")
    with pytest.raises(ValidationError, match="3 replies in one topic"):
        answer(newcomer, topic, "A fourth")


def test_u27_one_picture_and_no_file(odette, newcomer, board, tmp_path):
    from io import BytesIO

    topic = ask(odette, board)
    file = BytesIO(b"a,b\n1,2\n")
    file.name = "list.csv"
    said = {"text": "See it.", "key": str(uuid.uuid4()), "then": "post", "file": file}
    page = sign_in(newcomer).post(reverse("reply", args=[topic.pk]), said).content.decode()
    assert "no files can come" in page
    assert "Choose it again" in page
    picture = BytesIO(drawn_picture())
    picture.name = "wall.png"
    said |= {"file": picture, "alt": "A wall", "key": str(uuid.uuid4())}
    assert sign_in(newcomer).post(reverse("reply", args=[topic.pk]), said).status_code == 302


def test_u27_the_same_words_in_two_topics_are_looked_at(odette, bruno, board):
    first, second = ask(odette, board, "One?"), ask(odette, board, "Two?")
    assert answer(bruno, first, "My carts are the best.").state == PostState.SHOWN
    assert answer(bruno, second, "My carts are the best.").state == PostState.HELD


def test_u27_twenty_posts_in_a_minute_are_too_many(odette, bruno, board):
    topic = ask(odette, board)
    for number in range(5):
        answer(bruno, topic, f"Post {number}")
    with pytest.raises(TooMany):
        answer(bruno, topic, "Post 6")
    said = {"text": "Post 7", "key": str(uuid.uuid4()), "then": "post"}
    page = sign_in(bruno).post(reverse("reply", args=[topic.pk]), said).content.decode()
    assert "You have posted much in a short time" in page
    assert "Post 7" in page
    assert Post.objects.filter(topic=topic).count() == 6


def test_the_second_post_of_somebody_unknown_waits_as_well(odette, board):
    topic, stranger = ask(odette, board), PersonFactory()
    states = [answer(stranger, topic, f"Hello {n}").state for n in range(2)]
    assert states == [PostState.HELD, PostState.HELD]
