"""What is measured inside a site full of boards; answers in JSON on standard output."""

import json
import sys
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - the site must be set up first
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from forums.models import Board, Topic  # noqa: E402
from people.models import Person  # noqa: E402

FIFTEEN = 15


def texts() -> None:
    """Boards, then topics with all their posts, one on each line."""
    boards = list(Board.objects.select_related("audience").order_by("pk"))
    for board in boards:
        said = {"name": board.name, "purpose": board.purpose}
        print(json.dumps({**said, "is_public": board.audience.is_public}))
    numbers = {board.pk: number for number, board in enumerate(boards)}
    for topic in Topic.objects.order_by("pk").iterator():
        posts = topic.posts.order_by("number").values_list("author_id", "text")
        line = {
            "board": numbers[topic.board_id],
            "title": topic.title,
            "begun_at": topic.begun_at.isoformat(),
            "posts": [{"by": author_id, "text": text} for author_id, text in posts],
        }
        print(json.dumps(line, ensure_ascii=False))


def addresses() -> dict[str, Any]:
    """Addresses that visitors may ask for, by kind of page; and the cookie of a member."""
    public = list(Board.objects.visible_to(None).order_by("pk"))
    topics = Topic.objects.filter(board__in=public).order_by("pk")
    longest = topics.order_by("-post_count")[0]
    with translation.override("en"):
        start = reverse("topic", args=[longest.pk])
        return {
            "boards": [board.name for board in public],
            "list of topics": [reverse("board", args=[board.pk]) for board in public],
            "topic of 15 posts": [
                reverse("topic", args=[pk])
                for pk in topics.filter(post_count=FIFTEEN).values_list("pk", flat=True)
            ],
            "the longest topic, its start": [start],
            "the longest topic, its end": [f"{start}?at=end"],
            "cookies": {"visitor": "", "member": _member_cookie()},
        }


def queries() -> dict[str, dict[str, int]]:
    """Queries of the database for each kind of page, as a visitor and as a member."""
    asked = {name: known[0] for name, known in addresses().items() if name not in ALSO}
    with translation.override("en"):
        asked["boards"], asked["my topics"] = reverse("boards"), reverse("my_topics")
    member = Client()
    member.force_login(_member(), backend=settings.AUTHENTICATION_BACKENDS[-1])
    counts: dict[str, dict[str, int]] = {}
    for name, address in asked.items():
        for role, client in (("visitor", Client()), ("member", member)):
            if name != "my topics" or role == "member":
                counts.setdefault(name, {})[role] = _counted(client, address)
    return counts


ALSO = ("boards", "cookies")


def _counted(client: Client, address: str) -> int:
    client.get(address, headers={"host": "localhost"})
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, headers={"host": "localhost"})
    if response.status_code != 200:
        raise SystemExit(f"bench: {address} answered {response.status_code}")
    return len(captured)


def _member() -> Person:
    """Somebody who has begun topics, and looks after nothing."""
    person = Person.objects.filter(role_grants=None, topics__isnull=False).order_by("pk").first()
    assert person is not None
    return person


def _member_cookie() -> str:
    client = Client()
    client.force_login(_member(), backend=settings.AUTHENTICATION_BACKENDS[-1])
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


if __name__ == "__main__":
    if sys.argv[1] == "texts":
        texts()
    else:
        print(json.dumps({"addresses": addresses, "queries": queries}[sys.argv[1]]()))
