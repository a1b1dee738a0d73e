"""The demo's boards, and what invented colleagues asked and answered in them."""

import datetime
import json
import uuid
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from forums import words
from forums.actions.moving import count_topic, follow
from forums.actions.reporting import report
from forums.actions.telling import ask_to_look
from forums.models import Board, Follow, Post, Topic
from forums.roles import make_facilitator
from forums.states import PostState, TopicState
from pages.models import Audience, SiteVersion, Theme
from people.demo import groups_by_key, organisations_by_key, persons_by_key
from people.models import Person

WORDS = Path(__file__).with_name("demo.json")
_KEYS = uuid.UUID("9a4a7a5e-5f0b-5f7a-8a0f-3c1c2f5f8e42")


@transaction.atomic
def plant_boards() -> None:
    """Make the boards and topics that are missing; what is there is left as it is."""
    world = json.loads(WORDS.read_text("utf-8"))
    persons = persons_by_key()
    boards = {line["key"]: _board(line, persons) for line in world["boards"]}
    for line in world["topics"]:
        _topic(line, boards[line["board"]], persons)
    SiteVersion.advance()


def _board(line: dict[str, Any], persons: dict[str, Person]) -> Board:
    audience, _is_new = Audience.objects.get_or_create(key=_audience_key(line["audience"]))
    association = organisations_by_key()[line["association"]] if line["association"] else None
    board, is_new = Board.objects.get_or_create(
        name=line["name"],
        association=association,
        defaults={
            "purpose": line["purpose"],
            "audience": audience,
            "theme": Theme.objects.filter(slug=line["theme"]).first(),
        },
    )
    if is_new:
        make_facilitator(by=None, person=persons[line["facilitator"]], board=board)
    return board


def _audience_key(written: str) -> str:
    """The key of an audience whose association or group stands in demo.json by its own."""
    kind, _colon, name = written.partition(":")
    if kind == "association":
        return f"association:{organisations_by_key()[name].pk}"
    if kind == "group":
        return f"group:{groups_by_key()[name].pk}"
    return written


def _topic(line: dict[str, Any], board: Board, persons: dict[str, Person]) -> None:
    key = uuid.uuid5(_KEYS, line["title"])
    if Topic.objects.filter(key=key).exists():
        return
    first, last = line["posts"][0], line["posts"][-1]
    author, is_held = persons[first["by"]], line.get("is_held", False)
    topic = Topic.objects.create(
        board=board,
        kind=line["kind"],
        title=line["title"],
        language=line["language"],
        about=Page.objects.live().filter(title=line["about"] or "").first(),
        author=author,
        organisation=_appointment_of(author)[1],
        key=key,
        is_pinned=line.get("is_pinned", False),
        begun_at=_moment(first),
        last_post_at=_moment(last),
        last_number=len(line["posts"]),
        state=TopicState.HELD if is_held else TopicState.OPEN,
        post_count=0 if is_held else len(line["posts"]),
    )
    topic.tags.set(line["tags"])
    for number, said in enumerate(line["posts"], start=1):
        _post(topic, number, said, persons)
    for name in line["followers"]:
        Follow.objects.get_or_create(person=persons[name], topic=topic)
    if not is_held:
        count_topic(board.pk, 1)
    follow("changed", [topic])


def _post(topic: Topic, number: int, said: dict[str, Any], persons: dict[str, Person]) -> None:
    """A post as it stands: where its topic waits it waits as well, and it may be reported."""
    author, is_held = persons[said["by"]], topic.state == TopicState.HELD
    post_held, organisation = _appointment_of(author)
    post = Post.objects.create(
        topic=topic,
        number=number,
        author=author,
        post_held=post_held,
        organisation=organisation,
        text=said["text"],
        html=words.shown(said["text"]),
        posted_at=_moment(said),
        state=PostState.HELD if is_held else PostState.SHOWN,
    )
    Follow.objects.get_or_create(person=author, topic=topic)
    if said.get("is_answer"):
        Topic.objects.filter(pk=topic.pk).update(answer=post, answer_marked_by=topic.author)
    if is_held:
        ask_to_look(post)
    if "reported" in said:
        by = persons[said["reported"]["by"]]
        report(by=by, post=post, reason=said["reported"]["reason"], words=said["reported"]["words"])


def _appointment_of(person: Person) -> tuple[str, Any]:
    held = person.appointments.holding_on().select_related("organisation").order_by("from_on")
    appointment = held.first()
    return (appointment.post, appointment.organisation) if appointment else ("", None)


def _moment(said: dict[str, Any]) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=said["days_ago"], hours=3)
