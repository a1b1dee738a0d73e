"""What is new to a reader: noted in a file when a page is shown, and written by the worker."""

import datetime
import json

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import reverse

from forums.models import Post, ReadMarker
from forums.reading import write_markers
from tests.factories import answer, ask, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(tmp_path):
    with override_settings(PEERHALL_DATA=tmp_path):
        yield


def new_in(person, board):
    page = sign_in(person).get(reverse("board", args=[board.pk]), {"show": "new"})
    return page.content.decode()


def test_a_topic_is_new_until_one_has_been_there_and_again_after_a_reply(odette, bruno, board):
    topic = ask(odette, board)
    reader = sign_in(bruno)
    assert "1 new" in reader.get(reverse("boards")).content.decode()
    assert topic.title in new_in(bruno, board)
    reader.get(reverse("topic", args=[topic.pk]))
    assert not ReadMarker.objects.filter(person=bruno).exists()
    assert write_markers() == 1
    assert topic.title not in new_in(bruno, board)
    assert "1 new" not in reader.get(reverse("boards")).content.decode()
    answer(odette, topic, "One more thing.")
    assert topic.title in new_in(bruno, board)
    page = reader.get(reverse("topic", args=[topic.pk])).content.decode()
    assert page.count(">New<") == 1


def test_what_one_writes_oneself_is_not_new(odette, board):
    topic = ask(odette, board)
    assert topic.title not in new_in(odette, board)


def test_all_in_a_board_can_be_called_read(odette, bruno, board):
    ask(odette, board, "First?")
    ask(odette, board, "Second?")
    sign_in(bruno).post(reverse("board_read", args=[board.pk]))
    page = new_in(bruno, board)
    assert "First?" not in page
    assert "Second?" not in page


def test_what_was_said_before_one_joined_is_not_new(odette, bruno, board):
    topic = ask(odette, board)
    bruno.joined_at = topic.last_post_at + datetime.timedelta(minutes=1)
    bruno.save()
    assert topic.title not in new_in(bruno, board)


def test_a_marker_never_goes_back_and_half_a_line_is_none(odette, bruno, board):
    topic = ask(odette, board)
    answer(odette, topic, "More.")
    reader = sign_in(bruno)
    reader.get(reverse("topic", args=[topic.pk]))
    folder = settings.PEERHALL_DATA / "read-markers"
    first = topic.posts.first()
    older = json.dumps([bruno.pk, topic.pk, 1, first.posted_at.timestamp()])
    with (folder / "noted.jsonl").open("a") as file:
        file.write(f'{older}\n[1, 2\n[{bruno.pk}, 99999, 1, 5]\n"x"\n')
    write_markers()
    assert ReadMarker.objects.get(person=bruno).number == 2
    assert write_markers() == 0


def test_a_reader_who_is_gone_or_a_topic_that_is_does_no_harm(odette, bruno, board):
    topic = ask(odette, board)
    sign_in(bruno).get(reverse("topic", args=[topic.pk]))
    Post.objects.filter(topic=topic).delete()
    topic.delete()
    assert write_markers() == 1
    assert not ReadMarker.objects.filter(person=bruno).exists()
