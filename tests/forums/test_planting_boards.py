"""Boards by the thousand, for measuring: as many as asked, the same for a seed, and readable."""

import random

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from forums.models import Board, Post, Topic
from forums.planting import Numbers
from forums.planting.growing import sizes_of

pytestmark = pytest.mark.django_db


def test_one_topic_is_long_some_have_fifteen_posts_and_the_sum_is_exact():
    sizes = sizes_of(Numbers(topics=1000, posts=20_000), random.Random(1))
    assert (len(sizes), sum(sizes), sizes[0]) == (1000, 20_000, 1000)
    assert min(sizes) > 0
    assert sizes[1:11] == [15] * 10


def test_as_many_are_planted_as_were_asked_for_and_open(odette):
    call_command("plant", topics=120, posts=900, seed=3, beside_real_people=True)
    planted = Topic.objects.filter(board__in=Board.objects.exclude(name="Arrivals"))
    assert (planted.count(), Post.objects.filter(topic__in=planted).count()) == (120, 900)
    assert (
        sum(
            Board.objects.filter(topics__in=planted)
            .distinct()
            .values_list("topic_count", flat=True)
        )
        == 120
    )
    topic = Topic.objects.visible_to(None).order_by("-post_count")[0]
    page = Client().get(reverse("topic", args=[topic.pk])).content.decode()
    assert topic.posts.get(number=1).html.splitlines()[0] in page
    with pytest.raises(CommandError, match="seed 3 are already here"):
        call_command("plant", topics=120, posts=900, seed=3, beside_real_people=True)


def test_there_must_be_several_posts_a_topic(odette):
    with pytest.raises(CommandError, match="several posts for each topic"):
        call_command("plant", topics=120, posts=100, beside_real_people=True)
    assert not Board.objects.exclude(name="Arrivals").exists()
