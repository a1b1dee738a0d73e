"""Fills machina with the boards of a planted site, and says what to ask it for; prints JSON.

Counters, first and last posts and profiles are written as its own `save` would leave them, and a
post is made HTML of by its own function.
"""

import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.models import AnonymousUser, User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils.text import slugify  # noqa: E402
from machina.apps.forum.models import Forum  # noqa: E402
from machina.apps.forum_conversation.models import Post, Topic  # noqa: E402
from machina.apps.forum_member.models import ForumProfile  # noqa: E402
from machina.apps.forum_permission.shortcuts import (  # noqa: E402
    ALL_AUTHENTICATED_USERS,
    assign_perm,
)
from machina.models.fields import render_func  # noqa: E402

USERS = 500
BATCH = 500
RIGHTS = ("can_see_forum", "can_read_forum", "can_start_new_topics", "can_reply_to_topics")

rendered = cache(render_func)


@transaction.atomic
def fill(source: Path) -> None:
    """Load boards, then topics with their posts: one of them on each line."""
    for model in (Post, Topic):
        model._meta.get_field("created").auto_now_add = False
    users = User.objects.bulk_create([User(username=f"member{n}") for n in range(USERS)])
    ForumProfile.objects.bulk_create([ForumProfile(user=user) for user in users])
    forums: list[Forum] = []
    for lines in _batches(source):
        forums += [_forum(line) for line in lines if "board" not in line]
        topics = [line for line in lines if "board" in line]
        _write([(forums[line["board"]], line) for line in topics], users)
    for forum in forums:
        forum.update_trackers()


def _batches(source: Path) -> Iterator[list[dict[str, Any]]]:
    some: list[dict[str, Any]] = []
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            some.append(json.loads(line))
            if len(some) == BATCH:
                yield some
                some = []
    yield some


def _forum(line: dict[str, Any]) -> Forum:
    forum = Forum.objects.create(
        name=line["name"], description=line["purpose"], type=Forum.FORUM_POST
    )
    for right in RIGHTS:
        assign_perm(right, ALL_AUTHENTICATED_USERS, forum)
    for right in RIGHTS[:2] if line["is_public"] else ():
        assign_perm(right, AnonymousUser(), forum)
    return forum


def _write(lines: list[tuple[Forum, dict[str, Any]]], users: list[User]) -> None:
    topics = Topic.objects.bulk_create([_topic(forum, line, users) for forum, line in lines])
    for topic, (_forum_of_it, line) in zip(topics, lines, strict=True):
        posts = Post.objects.bulk_create(_posts(topic, line, users), batch_size=1000)
        topic.first_post, topic.last_post = posts[0], posts[-1]
        topic.last_post_on = posts[-1].created
    Topic.objects.bulk_update(topics, ["first_post", "last_post", "last_post_on"], batch_size=200)


def _topic(forum: Forum, line: dict[str, Any], users: list[User]) -> Topic:
    return Topic(
        forum=forum,
        poster=users[line["posts"][0]["by"] % USERS],
        subject=line["title"],
        slug=slugify(line["title"], allow_unicode=True) or "topic",
        type=Topic.TOPIC_POST,
        status=Topic.TOPIC_UNLOCKED,
        posts_count=len(line["posts"]),
        created=datetime.fromisoformat(line["begun_at"]),
    )


def _posts(topic: Topic, line: dict[str, Any], users: list[User]) -> list[Post]:
    return [
        Post(
            topic=topic,
            poster=users[said["by"] % USERS],
            subject=topic.subject,
            content=said["text"],
            _content_rendered=rendered(said["text"]),
            created=topic.created + timedelta(minutes=number),
        )
        for number, said in enumerate(line["posts"])
    ]


def addresses(known: dict[str, list[str]]) -> dict[str, Any]:
    """Addresses of the boards and topics of these names, and cookies of a visitor and a member.

    A visitor brings the key that machina gave on the first visit, so that it writes none.
    """
    boards = Forum.objects.filter(name__in=known["boards"])
    topics = Topic.objects.filter(posts_count=15, forum__in=boards).select_related("forum")
    longest = Topic.objects.order_by("-posts_count").select_related("forum")[0]
    end = f"{_address(longest)}?page={(longest.posts_count + 14) // 15}"
    return {
        "list of topics": [f"/forum/{forum.slug}-{forum.pk}/" for forum in boards],
        "topic of 15 posts": [_address(topic) for topic in topics],
        "the longest topic, its start": [_address(longest)],
        "the longest topic, its end": [end],
        "cookies": {"visitor": _visitor(), "member": _member()},
    }


def _address(topic: Topic) -> str:
    forum = topic.forum
    return f"/forum/{forum.slug}-{forum.pk}/topic/{quote(topic.slug)}-{topic.pk}/"


def _visitor() -> str:
    session = SessionStore()
    session["_anonymous_forum_key"] = "bench"
    session.save()
    return f"sessionid={session.session_key}"


def _member() -> str:
    user = User.objects.order_by("pk")[0]
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}"


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        call_command("migrate", verbosity=0)
        fill(Path(sys.argv[2]))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    else:
        print(json.dumps(addresses(json.loads(sys.argv[2]))))
