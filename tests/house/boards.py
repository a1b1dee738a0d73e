"""Boards behind walls: a word in each place of a board, its topic and its posts."""

from typing import Any

from django.core.files.base import ContentFile

from forums.actions.boards import BoardWords, make_board
from forums.actions.writing import save_draft
from forums.models import Attachment, Board, Post, PostVersion, Topic
from forums.words import shown
from people.models import Person


def plant_board(
    canaries: Any, plant: str, key: str, knowers: tuple[str, ...], who: str
) -> list[Any]:
    """A board with a question about an item that all read, its answer, and all beside them.

    Gives back board, topic, both posts and the file.
    """
    world = canaries.world
    word, person = canaries.words(plant, knowers), world.persons[who]
    said = BoardWords(f"Board {word('name')}", f"For {word('purpose')}.", None, key)
    board = make_board(by=world.persons["editor of X"], association=world.x, said=said)
    topic = Topic.objects.create(
        board=board,
        title=f"Who asks {word('topic')} of carts",
        language="en",
        author=person,
        about_id=world.things["public_id"],
    )
    topic.tags.add(word("tag"))
    question = _post(topic, person, f"Carts and {word('question')} by night.")
    reply = _post(topic, person, f"Carts and {word('reply')} by day.")
    before = f"Carts, {word('before')}."
    PostVersion.objects.create(post=question, text=before, html=shown(before))
    attached = Attachment.objects.create(
        post=question,
        by=person,
        file=ContentFile(f"{word('attached bytes')},2\n".encode(), name="list.csv"),
        content_type="text/csv",
        size=20,
        human_name=f"{word('attached name')}.csv",
        alt=f"Seen: {word('attached picture')}",
    )
    Topic.objects.filter(pk=topic.pk).update(answer=reply, answer_marked_by=person)
    Board.objects.filter(pk=board.pk).update(topic_count=1, last_post_at=reply.posted_at)
    own = canaries.words(plant, (who,))
    drafted = {"title": own("draft title"), "text": own("draft"), "tags": own("draft tag")}
    save_draft(by=person, board=board, topic=None, said=drafted)
    return [board, topic, question, reply, attached]


def _post(topic: Topic, author: Person, text: str) -> Post:
    number = topic.last_number + 1
    post = Post.objects.create(
        topic=topic, number=number, author=author, text=text, html=shown(text)
    )
    topic.last_number = topic.post_count = number
    topic.save()
    return post
