"""What of the boards is in the small world: a board for each audience, and what waits there."""

from typing import Any

from django.core.files.base import ContentFile
from django.db.models import F

from forums.models import (
    Attachment,
    Board,
    CreditRequest,
    Post,
    PostVersion,
    Report,
    Sanction,
    Topic,
)
from pages.models import Audience
from pages.registries import announce_things
from people.models import ClosedGroup
from tests.factories import PersonFactory


def plant(world: Any) -> None:
    """A board for each audience, with a question of the member of X that has an answer."""
    author = world.persons["member of X"]
    world.things["member_of_x_id"] = author.pk
    circle = ClosedGroup.objects.get(name="A circle of nobody")
    boards = {
        "open": ("public", None),
        "for_members": ("signed-in", None),
        "of_x": (f"association:{world.x.pk}", world.x),
        "of_group": (f"group:{circle.pk}", None),
    }
    for name, (key, association) in boards.items():
        audience, _is_new = Audience.objects.get_or_create(key=key)
        board = Board.objects.create(
            name=f"Board {name}", purpose="To talk.", audience=audience, association=association
        )
        topic, first = _topic(board, author)
        answer = _post(topic, world.persons["editor of X"], "We did.")
        topic.answer = answer
        topic.save()
        announce_things("changed", [topic.scope])
        kept = Attachment.objects.create(
            post=first,
            by=author,
            file=ContentFile(b"a,b\n1,2\n", name="list.csv"),
            content_type="text/csv",
            size=8,
            human_name="list.csv",
        )
        PostVersion.objects.create(post=first, text="Before.", html="<p>Before.</p>")
        CreditRequest.objects.create(topic=topic, person=author)
        world.things |= {
            f"board_{name}": board.pk,
            f"topic_{name}": topic.pk,
            f"post_{name}": first.pk,
            f"answer_{name}": answer.pk,
            f"attachment_{name}": kept.pk,
        }
        if name == "open":
            held, waiting = _topic(board, author, topic="held", post="held")
            locked, _first = _topic(board, author, topic="locked")
            world.things |= {"topic_held": held.pk, "post_held": waiting.pk}
            world.things["topic_locked"] = locked.pk
            announce_things("changed", [locked.scope])
            _make_hidden(world, topic)
        if name in ("of_x", "of_group"):
            reported = answer if name == "of_x" else _post(topic, author, "Reported.")
            Report.objects.create(post=reported, reason="spam", association=association)
            world.things[f"reported_{name}"] = reported.pk
    for name, association in (("of_x", world.x), ("everywhere", None)):
        measure = Sanction.objects.create(
            person=author, kind="warning", reason="Be kind.", association=association
        )
        world.things[f"measure_{name}"] = measure.pk


def _make_hidden(world: Any, topic: Topic) -> None:
    """A hidden and a removed post of somebody who is in none of the roles."""
    writer = PersonFactory(name="Nils Berg")
    for state in ("hidden", "removed"):
        post = _post(topic, writer, "Buy carts.", state=state)
        world.things[f"post_{state}"] = post.pk


def _topic(
    board: Board, author: Any, *, topic: str = "open", post: str = "shown"
) -> tuple[Topic, Post]:
    begun = Topic.objects.create(
        board=board, title=f"A question in {board.name}", language="en", author=author,
        state=topic,
    )  # fmt: skip
    Board.objects.filter(pk=board.pk).update(
        topic_count=F("topic_count") + int(begun.state != "held")
    )
    return begun, _post(begun, author, "How is it done?", state=post)


def _post(topic: Topic, author: Any, text: str, *, state: str = "shown") -> Post:
    number = topic.last_number + 1
    post = Post.objects.create(
        topic=topic, number=number, author=author, text=text, html=f"<p>{text}</p>",
        state=state, note="Why." if state in ("hidden", "removed") else "",
        state_before="shown" if state == "removed" else "",
    )  # fmt: skip
    topic.last_number = number
    topic.post_count += state == "shown"
    topic.save()
    return post
