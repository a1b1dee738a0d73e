"""First posts stand in the same queue, and are shown or refused there."""

import uuid

import pytest
from django.urls import reverse

from forums.models import Topic
from people.models import AuditEntry, ClosedGroup
from tests.factories import (
    OrganisationFactory,
    answer,
    ask,
    make_board,
    make_officer,
    sign_in,
)

pytestmark = pytest.mark.django_db
QUEUE = "/en/boards/queue/"


@pytest.fixture
def stranger(db):
    return make_officer("Nils Berg", OrganisationFactory(name="Far Hill"), "Clerk")


def decide(person, post, then, **more):
    said = {"then": then, "about": "nothing", "key": str(uuid.uuid4()), **more}
    return sign_in(person).post(reverse("case", args=[post.pk]), said)


def test_u27_a_first_post_waits_in_the_queue_and_is_shown(odette, stranger, mira, board):
    topic = ask(odette, board)
    post = answer(stranger, topic, "Hello from the far hill.")
    page = sign_in(mira).get(QUEUE).content.decode()
    assert "Waits to be shown" in page
    assert "Hello from the far hill." in page
    address = reverse("topic", args=[topic.pk])
    assert "far hill" not in sign_in(odette).get(address).content.decode()
    decide(mira, post, "approve")
    assert "far hill" in sign_in(odette).get(address).content.decode()
    assert "Nothing waits for you" in sign_in(mira).get(QUEUE).content.decode()
    assert "is shown now" in sign_in(stranger).get(reverse("notices")).content.decode()
    assert "replied" in sign_in(odette).get(reverse("notices")).content.decode()
    assert AuditEntry.objects.filter(act="forums.post-approved", by=mira).exists()


def test_u27_a_first_topic_is_shown_with_its_question(stranger, odette, mira, board):
    topic = ask(stranger, board, "May I ask?")
    address = reverse("topic", args=[topic.pk])
    assert sign_in(odette).get(address).status_code == 404
    decide(mira, topic.posts.get(), "approve")
    assert sign_in(odette).get(address).status_code == 200


def test_what_is_refused_is_for_its_author_alone_who_is_told_why(odette, stranger, mira, board):
    topic = ask(stranger, board, "Who buys carts?")
    post = topic.posts.get()
    assert "Say why" in decide(mira, post, "refuse").content.decode()
    decide(mira, post, "refuse", note="We sell nothing here.")
    post.refresh_from_db()
    assert (post.state, Topic.objects.get(pk=topic.pk).state) == ("hidden", "hidden")
    address = reverse("topic", args=[topic.pk])
    assert sign_in(odette).get(address).status_code == 404
    assert "We sell nothing here." in sign_in(stranger).get(address).content.decode()


def test_a_post_that_is_shown_cannot_be_approved_again(odette, stranger, mira, board):
    post = answer(stranger, ask(odette, board))
    decide(mira, post, "approve")
    assert decide(mira, post, "approve").status_code == 200
    assert AuditEntry.objects.filter(act="forums.post-approved").count() == 1


def test_u13_what_waits_fetches_nothing_for_who_decides(odette, stranger, mira, board):
    text = "![x](https://beacon.example/x.png) <img src=https://beacon.example/y.png> Look."
    post = answer(stranger, ask(odette, board), text)
    for address in (QUEUE, reverse("case", args=[post.pk])):
        page = sign_in(mira).get(address).content.decode()
        assert "Look." in page
        assert "<img" not in page.split("<main")[1].split("</main")[0]


def test_in_a_circle_that_nobody_looks_after_no_first_post_waits_for_ever(stranger):
    circle = ClosedGroup.objects.create(name="Circle")
    circle.members.add(stranger)
    topic = ask(stranger, make_board("Closed", f"group:{circle.pk}"))
    assert topic.is_open


def test_a_list_ends_at_the_first_day_there_is(stranger, board):
    url = reverse("board", args=[board.pk])
    place = "0001-01-01T00:00:00+10:00_1"
    assert sign_in(stranger).get(url, {"after": place}).status_code == 400
