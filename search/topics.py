"""Topics of the boards as documents of the index: a fixed number of queries for each batch."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import F, Q
from django.urls import reverse

from forums.models import Post, Topic
from forums.words import plain
from search.engine.interface import Document, Part
from search.rooms import (
    SUMMARY,
    Readable,
    RowsOfRoom,
    facts_of_themes,
    holding,
    shown_of,
    with_parents,
)

# Of a topic that goes on for years, its beginning and what was said lately.
FIRST_POSTS, NEWEST_POSTS = 300, 100
TYPE = "topic"


def _seen() -> Any:
    rows: Any = Topic.objects.seen().select_related(
        "board__audience", "board__theme__parent", "organisation"
    )
    return rows.prefetch_related("tags")


def _documents(topics: list[Topic], version: int) -> Iterator[Document]:
    posts = _posts_of(topics)
    for topic in topics:
        yield _document(topic, posts[topic.pk], version)


def _posts_of(topics: list[Topic]) -> dict[int, list[tuple[int, str]]]:
    """Number and plain words of the shown posts of each topic, in their order; one query."""
    near_an_end = Q(number__lte=FIRST_POSTS) | Q(number__gt=F("topic__last_number") - NEWEST_POSTS)
    rows = Post.objects.shown().filter(near_an_end, topic__in=topics).order_by("topic", "number")
    posts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for pk, topic_id, html in rows.values_list("pk", "topic_id", "html"):
        posts[topic_id].append((pk, plain(html)))
    return posts


def _document(topic: Topic, posts: list[tuple[int, str]], version: int) -> Document:
    board = topic.board
    themes = with_parents([board.theme] if board.theme else [])
    tags = [tag.name for tag in topic.tags.all()]
    organisation = topic.organisation
    barriers = [] if board.audience.is_public else [(board.scope, board.audience.key)]
    countries = [str(organisation.country)] if organisation and organisation.country else []
    return Document(
        key=topic.scope,
        version=version,
        language=topic.language,
        type=TYPE,
        title=topic.title,
        summary=posts[0][1][:SUMMARY] if posts else "",
        keywords=[*(theme.name_in(topic.language) for theme in themes), *tags],
        scopes=[topic.scope, board.scope],
        barriers=barriers,
        tags=tags,
        countries=countries,
        organisations=[str(organisation.pk)] if organisation else [],
        year=topic.begun_at.year,
        size_band=organisation.size_band or "" if organisation else "",
        published_at=topic.begun_at,
        group=topic.scope,
        shown=shown_of([organisation.name] if organisation else [], countries, topic.begun_at),
        parts=[
            Part(f"{topic.scope}#post-{pk}", "post", "", words, f"{topic.scope}#post-{pk}")
            for pk, words in posts
        ],
        **facts_of_themes(themes),
    )


def _readable(person: Any, numbers: list[Any]) -> dict[str, Readable]:
    topics = Topic.objects.visible_to(person).seen().filter(pk__in=numbers)
    return {
        topic.scope: Readable(
            topic.title,
            reverse("topic", args=[topic.pk]),
            topic.language,
            topic.board.audience.is_public,
            (topic.board.audience.key,),
        )
        for topic in topics.select_related("board__audience")
    }


def _called(person: Any, words: Sequence[str]) -> Any:
    return holding(Topic.objects.visible_to(person).seen(), "title", words)


TOPICS = RowsOfRoom(
    TYPE, int, _seen, _documents, _readable, _called, ("board__theme",), ("organisation",)
)
