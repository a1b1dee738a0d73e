"""Changing one's own words for thirty minutes; what they were stays to be read."""

import datetime
import io
import json
from zipfile import ZipFile

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from forums.actions.looking_after import approve
from forums.models import Topic
from forums.states import PostState, TopicState
from people.models import Person
from people.own_data.zips import write_zip
from tests.factories import answer, ask, sign_in

pytestmark = pytest.mark.django_db


def edit_url(post):
    return reverse("post_edit", args=[post.pk])


def test_the_author_changes_a_post_and_both_versions_can_be_read(odette, bruno, board):
    post = ask(odette, board, text="First words.").posts.get()
    browser = sign_in(odette)
    assert (
        "for 30 more minutes"
        in browser.get(reverse("topic", args=[post.topic_id])).content.decode()
    )
    browser.post(edit_url(post), {"text": "Better *words*.", "then": "post"})
    post.refresh_from_db()
    assert post.html == "<p>Better <i>words</i>.</p>\n"
    reader = sign_in(bruno)
    assert "Edited" in reader.get(reverse("topic", args=[post.topic_id])).content.decode()
    before = reader.get(reverse("post_history", args=[post.pk])).content.decode()
    assert "First words." in before
    assert "Better" in before


def test_the_same_words_again_are_no_change(odette, board):
    post = ask(odette, board, text="First words.").posts.get()
    sign_in(odette).post(edit_url(post), {"text": "First words.", "then": "post"})
    post.refresh_from_db()
    assert post.edited_at is None
    assert not post.versions.exists()


def test_after_thirty_minutes_the_words_stand(odette, board):
    post = ask(odette, board).posts.get()
    browser = sign_in(odette)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=31), tick=True):
        assert browser.get(edit_url(post)).status_code == 404
        assert browser.post(edit_url(post), {"text": "Late"}).status_code == 404


def test_nobody_else_changes_a_post(odette, bruno, mira, board):
    post = ask(odette, board).posts.get()
    for person in (bruno, mira):
        assert sign_in(person).post(edit_url(post), {"text": "Mine"}).status_code == 404


def test_u27_a_link_that_a_newcomer_brings_in_later_is_looked_at_again(odette, mira, bruno, board):
    topic = ask(odette, board)
    Person.objects.filter(pk=bruno.pk).update(joined_at=timezone.now())
    bruno.refresh_from_db()
    post = answer(bruno, topic, "A harmless word.")
    assert post.state == PostState.SHOWN
    told = sign_in(bruno).post(
        edit_url(post), {"text": "Look: https://shop.example/", "then": "post"}, follow=True
    )
    assert "reads the change first" in told.content.decode()
    post.refresh_from_db()
    assert post.state == PostState.HELD
    assert Topic.objects.get(pk=topic.pk).post_count == 1
    assert (
        "shop.example"
        not in sign_in(odette).get(reverse("topic", args=[topic.pk])).content.decode()
    )
    approve(by=mira, post=post)
    assert Topic.objects.get(pk=topic.pk).post_count == 2


def test_u27_the_first_post_of_a_topic_takes_its_topic_with_it(odette, board):
    Person.objects.filter(pk=odette.pk).update(joined_at=timezone.now())
    odette.refresh_from_db()
    topic = ask(odette, board)
    sign_in(odette).post(
        edit_url(topic.posts.get()), {"text": "See https://shop.example/", "then": "post"}
    )
    topic.refresh_from_db()
    board.refresh_from_db()
    assert (topic.state, board.topic_count) == (TopicState.HELD, 0)


def test_d01_the_copy_of_ones_data_has_what_a_post_said_before(odette, board):
    post = ask(odette, board, text="First words.").posts.get()
    sign_in(odette).post(edit_url(post), {"text": "Better words.", "then": "post"})
    content = io.BytesIO()
    write_zip(odette, content)
    table = json.loads(ZipFile(content).read("forums-post-author.json"))
    assert "First words." in str(table)
    assert "Better words." in str(table)
