"""What the boards have for a person's desk, and what hangs on who leaves."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.models import Board, PostDraft, Topic
from forums.moderating.permissions import can_see_queue
from forums.moderating.queue import waiting_for
from forums.reach import FACILITATOR_KEY, reach_of
from forums.roles import end_facilitator, make_facilitator
from pages.desk import lines_of
from pages.registries import Action, DeskLine, DeskStart, HandOver
from people.models import Organisation, Person, RoleGrant


def posts_to_decide_on(person: Any) -> Iterable[DeskLine]:
    """One line where first or reported posts wait for the person; two queries at most."""
    if not can_see_queue(person):
        return
    count = waiting_for(person).count()
    if count:
        title = ngettext(
            "%(count)d post waits for you to decide",
            "%(count)d posts wait for you to decide",
            count,
        )
        yield DeskLine(
            title=title % {"count": count},
            url=reverse("queue"),
            note=_("First posts, and what was reported in the boards"),
            verb=_("Look at them"),
        )


def questions_answered(person: Any) -> Iterable[DeskLine]:
    """One line for each question of the person with replies and no answer marked; one query."""
    own = Topic.objects.visible_to(person).seen().filter(author=person, kind=Topic.Kind.QUESTION)
    replied = own.filter(answer=None, post_count__gt=1).latest_first()
    yield from lines_of(replied.values_list("pk", "title"), _replied, all_at=reverse("my_topics"))


def _replied(row: tuple[int, str]) -> DeskLine:
    pk, title = row
    return DeskLine(
        title=title,
        url=reverse("topic", args=[pk]),
        note=_("Your question has replies. Mark the one that answers it."),
        verb=_("Read and mark it"),
    )


def drafts(person: Any) -> Iterable[DeskLine]:
    """One line for each draft of a post in a board and topic that the person still reads."""
    reach = reach_of(person)
    readable = Topic.objects.visible_to(person)
    own = PostDraft.objects.filter(reach.readable("board__"), person=person)
    own = own.filter(Q(topic=None) | Q(topic__in=readable))
    own = own.select_related("topic").order_by("-saved_at")
    yield from lines_of(own, _begun, all_at=reverse("my_topics"))


def _begun(draft: PostDraft) -> DeskLine:
    return DeskLine(
        title=draft.topic.title if draft.topic else draft.title or _("A new topic"),
        url=address_of(draft),
        note=_("A post you began"),
        verb=_("Go on writing"),
    )


def address_of(draft: PostDraft) -> str:
    """Where its writer goes on writing."""
    if draft.topic_id is not None:
        return reverse("reply", args=[draft.topic_id])
    return f"{reverse('topic_new')}?board={draft.board_id}"


def links(person: Any) -> Iterable[Action]:
    """The person's own topics and what they follow."""
    yield Action(label=_("My questions and what I follow"), url=reverse("my_topics"))


def starts(person: Any) -> Iterable[DeskStart]:
    """To ask, for who never did; one query."""
    if not Topic.objects.filter(author=person).exists():
        yield DeskStart(
            label=_("Ask colleagues"),
            url=reverse("topic_new"),
            why=_("A question on a board reaches people in other towns who know the answer."),
            rank=5,
        )


def boards_to_hand_over(
    *, person: Person, organisation: Organisation, reader: Any
) -> Iterable[HandOver]:
    """Boards of that association that the person facilitates, as far as `reader` reads them."""
    held = RoleGrant.objects.holding().filter(person=person, role=FACILITATOR_KEY)
    keys = set(held.values_list("thing", flat=True))
    boards = Board.objects.filter(association=organisation)
    if reader is not None:
        boards = boards.visible_to(reader)
    for board in boards.order_by("name", "pk"):
        if board.grant_key in keys:
            yield HandOver(
                key=board.grant_key,
                title=board.name,
                url=reverse("board", args=[board.pk]),
                what=_("Looks after this board"),
                give=partial(_hand_over, board=board, left=person),
            )


def _hand_over(*, to: Person | None, by: Person, board: Board, left: Person) -> None:
    """Let `to` look after the board in the place of `left`; with nobody the editors do."""
    end_facilitator(by=by, person=left, board=board)
    if to is not None:
        make_facilitator(by=by, person=to, board=board)
