"""Removing all traces of somebody from boards in one act, and bringing each back as it was (U28).

Rows stay where they are and are marked with the removal. What has no state of its own (drafts, what
they follow, what they say of themselves) goes into `Sanction.kept`.
"""

import datetime
from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from forums import kinds
from forums.actions.moving import NotAnyMore, count_topic, date_topic, follow
from forums.actions.reporting import settle
from forums.models import Board, Follow, Post, PostDraft, Sanction, Topic
from forums.models.moderation import REVERSIBLE_FOR
from forums.states import (
    REMOVE_POST,
    REMOVE_TOPIC,
    SEEN_TOPICS,
    UPHOLD,
    PostState,
    SanctionState,
    TopicState,
)
from notices.actions import tell
from people.audit import record
from people.models import Organisation, Person
from people.models.profile import SeenBy

_DRAFT = ("board_id", "topic_id", "about_id", "kind", "title", "language", "tags", "text")


@transaction.atomic
def remove_all_of(
    *, by: Person, person: Person, association: Organisation | None, reason: str
) -> Sanction:
    """Remove posts, topics, drafts and what `person` follows, and keep them from writing.

    In the boards of `association`; without one everywhere, and what they say of themselves too.
    Notices and mails that wait hang on the posts, and go with them. Can be taken back for thirty
    days. Raises NotAnyMore where it was done and nothing has come since.
    """
    # Two who remove at once do it one after the other, and after what the person is writing.
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    posts, topics = posts_of(person, association), topics_of(person, association)
    same = {"person": person, "kind": Sanction.Kind.REMOVAL, "association": association}
    earlier = Sanction.objects.filter(**same, state=SanctionState.IN_FORCE)
    if earlier.exists() and not posts.exists() and not topics.exists():
        raise NotAnyMore
    until = timezone.now() + REVERSIBLE_FOR
    removal = Sanction.objects.create(**same, reason=reason, by=by, reversible_until=until)
    for post in posts.filter(reports__state="open").distinct():
        settle(by=by, post=post, move=UPHOLD, outcome=reason)
    touched = _take_away(posts, topics, removal)
    removal.kept = {
        "drafts": _take_drafts(person, association),
        "follows": _take_follows(person, association),
    }
    if association is None:
        removal.kept["profile"] = _take_profile(person)
    removal.save(update_fields=["kept"])
    record("forums.removal", by=by, person=person, organisation=association, reason=reason)
    tell(
        kinds.MEASURE,
        [person],
        once=f"measure:{removal.pk}:{removal.state}",
        words={"measure": str(removal.pk)},
        by=by,
    )
    # Hidden from the search with the next request, until the index has followed.
    follow("moved", touched)
    return removal


def bring_back(removal: Sanction) -> None:
    """Put back what a removal took away, each in the state it was in.

    Inside the transaction that ends the removal. What they have written anew since is left.
    """
    topics = Topic.objects.filter(sanction=removal, state=TopicState.REMOVED)
    posts = Post.objects.filter(sanction=removal, state=PostState.REMOVED)
    touched = _ids_of(topics, posts)
    boards = Counter(
        topics.filter(state_before__in=SEEN_TOPICS).values_list("board_id", flat=True).order_by()
    )
    shown = Counter(
        posts.filter(state_before=PostState.SHOWN).values_list("topic_id", flat=True).order_by()
    )
    back = {"state": F("state_before"), "state_before": "", "sanction": None}
    topics.update(**back)
    posts.update(**back)
    _count(boards, shown, sign=1)
    _put_drafts(removal)
    _put_follows(removal)
    _put_profile(removal)
    Sanction.objects.filter(pk=removal.pk).update(kept={})
    follow("changed", list(Topic.objects.filter(pk__in=touched)))


# -- Posts and topics ------------------------------------------------------------------------------


def posts_of(person: Person, association: Organisation | None) -> QuerySet[Post]:
    """Posts that a removal would take away."""
    posts = Post.objects.filter(author=person, state__in=REMOVE_POST.since)
    return posts if association is None else posts.filter(topic__board__association=association)


def topics_of(person: Person, association: Organisation | None) -> QuerySet[Topic]:
    """Topics that a removal would take away."""
    topics = Topic.objects.filter(author=person, state__in=REMOVE_TOPIC.since)
    return topics if association is None else topics.filter(board__association=association)


def _take_away(posts: QuerySet[Post], topics: QuerySet[Topic], removal: Sanction) -> list[Topic]:
    """Mark and count; the topics in which something changed."""
    touched = _ids_of(topics, posts)
    # In one order, posts before topics as wherever one is hidden, so that nobody waits for somebody
    # who waits for them.
    list(posts.select_for_update(of=("self",)).order_by("pk"))
    list(Topic.objects.select_for_update(of=("self",)).filter(pk__in=touched).order_by("pk"))
    boards = Counter(
        topics.filter(state__in=SEEN_TOPICS).values_list("board_id", flat=True).order_by()
    )
    shown = Counter(
        posts.filter(state=PostState.SHOWN).values_list("topic_id", flat=True).order_by()
    )
    ids = list(posts.values_list("pk", flat=True)), list(topics.values_list("pk", flat=True))
    Post.objects.filter(pk__in=ids[0]).update(
        state_before=F("state"), state=PostState.REMOVED, sanction=removal
    )
    Topic.objects.filter(pk__in=ids[1]).update(
        state_before=F("state"), state=TopicState.REMOVED, sanction=removal
    )
    _count(boards, shown, sign=-1)
    return list(Topic.objects.filter(pk__in=touched))


def _ids_of(topics: QuerySet[Topic], posts: QuerySet[Post]) -> list[int]:
    ids = set(topics.values_list("pk", flat=True))
    return sorted(ids | set(posts.values_list("topic_id", flat=True)))


def _count(boards: Counter[int], shown: Counter[int], *, sign: int) -> None:
    """Count posts of topics and topics of boards; some statements for each of them."""
    for topic_id, number in sorted(shown.items()):
        Topic.objects.filter(pk=topic_id).update(post_count=F("post_count") + sign * number)
        date_topic(topic_id)
    for board_id, number in sorted(boards.items()):
        count_topic(board_id, sign * number)


# -- What has no state of its own ------------------------------------------------------------------


def _take_drafts(person: Person, association: Organisation | None) -> list[dict[str, Any]]:
    drafts = PostDraft.objects.filter(person=person)
    if association is not None:
        drafts = drafts.filter(board__association=association)
    kept = [
        {**{name: getattr(one, name) for name in _DRAFT}, "saved_at": one.saved_at.isoformat()}
        for one in drafts
    ]
    drafts.delete()
    return kept


def _put_drafts(removal: Sanction) -> None:
    """But for those whose board or topic is gone, and where something newer is being written."""
    if removal.person.is_former_member:
        return
    for draft in removal.kept.get("drafts", []):
        if not Board.objects.filter(pk=draft["board_id"]).exists():
            continue
        topic_id = draft["topic_id"]
        if topic_id is not None and not Topic.objects.filter(pk=topic_id).exists():
            continue
        rest = {**draft, "saved_at": _moment(draft["saved_at"])}
        place = {name: rest.pop(name) for name in ("board_id", "topic_id")}
        PostDraft.objects.get_or_create(person=removal.person, **place, defaults=rest)


def _take_follows(person: Person, association: Organisation | None) -> list[dict[str, Any]]:
    """What they follow; removed everywhere, also who follows them."""
    if association is None:
        follows = Follow.objects.filter(Q(person=person) | Q(followed=person))
    else:
        follows = Follow.objects.filter(
            Q(board__association=association) | Q(topic__board__association=association),
            person=person,
        )
    columns = ("person_id", "board_id", "topic_id", "followed_id", "since")
    kept = [{**row, "since": row["since"].isoformat()} for row in follows.values(*columns)]
    follows.delete()
    return kept


def _put_follows(removal: Sanction) -> None:
    rows = removal.kept.get("follows", [])
    # Nobody is followed who was erased meanwhile, nor follows.
    persons = Person.objects.filter(is_active=True).values_list("pk", flat=True)
    there = {
        "person_id": set(persons.filter(_in(rows, "person_id"))),
        "followed_id": set(persons.filter(_in(rows, "followed_id"))),
        "board_id": set(Board.objects.values_list("pk", flat=True).filter(_in(rows, "board_id"))),
        "topic_id": set(Topic.objects.values_list("pk", flat=True).filter(_in(rows, "topic_id"))),
    }
    Follow.objects.bulk_create(
        [
            Follow(**{**row, "since": _moment(row["since"])})
            for row in rows
            if all(row[name] is None or row[name] in ids for name, ids in there.items())
        ],
        ignore_conflicts=True,
    )


def _in(rows: list[dict[str, Any]], name: str) -> Q:
    return Q(pk__in={row[name] for row in rows if row[name] is not None})


def _take_profile(person: Person) -> dict[str, str]:
    """What they say of themselves, and that they are found by name."""
    kept = {"about": person.about, "name_seen_by": person.name_seen_by}
    Person.objects.filter(pk=person.pk).update(about="", name_seen_by=SeenBy.NOBODY)
    return kept


def _put_profile(removal: Sanction) -> None:
    """Unless they have written something else since, or have gone."""
    kept = removal.kept.get("profile")
    if kept and not removal.person.is_former_member:
        same = Person.objects.filter(pk=removal.person_id, about="", name_seen_by=SeenBy.NOBODY)
        same.update(**kept)


def _moment(text: str) -> datetime.datetime | None:
    return parse_datetime(text)
