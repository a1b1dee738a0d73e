"""A question and its answer become the draft of an article, once their authors have said yes."""

import uuid

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from forums import kinds
from forums.actions.moving import NotAnyMore, follow
from forums.models import CreditRequest, Post, Topic
from forums.states import CreditState, Move
from notices.actions import tell
from pages.languages import listed
from pages.registries import drafts_to_begin
from people.audit import record
from people.models import Person


def parts_of(topic: Topic) -> tuple[Post, Post] | None:
    """The question and its answer, both shown; None where there is no such pair."""
    shown = Post.objects.shown().filter(topic=topic).select_related("author")
    question = shown.filter(number=1).first()
    answer = shown.filter(pk=topic.answer_id or 0).first()
    return (question, answer) if question is not None and answer is not None else None


def authors_of(topic: Topic) -> list[Person]:
    """Who wrote the question and the answer, each once."""
    parts = parts_of(topic) or ()
    return list({part.author.pk: part.author for part in parts if part.author}.values())


@transaction.atomic
def ask_authors(*, by: Person, topic: Topic) -> None:
    """Ask the authors whether their words may become an article; again asks nobody twice.

    Raises NotAnyMore where there is no question with an answer.
    """
    parts = parts_of(topic)
    if parts is None:
        raise NotAnyMore
    for part in parts:
        author = part.author
        if author is None or not author.is_active:
            continue
        _request, is_new = CreditRequest.objects.get_or_create(
            topic=topic, person=author, defaults={"asked_by": by}
        )
        if is_new:
            tell(
                kinds.CREDIT_ASKED,
                [author],
                once=f"credit:{topic.pk}:{author.pk}",
                words={"post": str(part.pk), "topic": str(topic.pk)},
                by=by,
            )


@transaction.atomic
def answer_credit(*, request: CreditRequest, move: Move) -> None:
    """Say yes or no; the same again changes nothing. Raises NotAnyMore once the draft is there."""
    if Topic.objects.select_for_update(of=("self",)).get(pk=request.topic_id).article_id:
        raise NotAnyMore
    possible = CreditRequest.objects.filter(pk=request.pk, state__in=move.since)
    possible.update(state=move.to, answered_at=timezone.now())


def may_begin(topic: Topic) -> bool:
    """Whether every author has been asked and has said yes, and there is no draft yet.

    Whoever has left and had not said yes cannot be asked any more: then there is none.
    """
    parts = parts_of(topic)
    if topic.article_id is not None or parts is None:
        return False
    said_yes = CreditRequest.objects.filter(
        topic=topic, state__in=[CreditState.NAMED, CreditState.UNNAMED]
    )
    return {part.author_id for part in parts} <= set(said_yes.values_list("person_id", flat=True))


@transaction.atomic
def promote(*, by: Person, topic: Topic) -> Page:
    """Begin the draft of an article of `by`; again gives the same. Raises NotAnyMore.

    Who said yes with their name is named as an author; the draft and the topic are linked.
    """
    now = Topic.objects.select_for_update(of=("self",)).select_related("board").get(pk=topic.pk)
    parts = parts_of(now)
    if now.article_id is not None:
        return now.article
    if parts is None or not may_begin(now):
        raise NotAnyMore
    named = CreditRequest.objects.filter(
        topic=now, state=CreditState.NAMED, person__in=[part.author_id for part in parts]
    )
    names = [str(one.person.name) for one in named.select_related("person").order_by("pk")]
    begin = next(iter(drafts_to_begin))
    page: Page = begin(
        by=by,
        key=uuid.uuid5(now.key, "article"),
        language=now.language,
        title=now.title,
        text=_text_of(now, *parts),
        authors=_credit_of(now, names),
    )
    Topic.objects.filter(pk=now.pk).update(article=page)
    record("forums.promoted", by=by, thing=now, organisation=now.board.association)
    follow("changed", [now])
    return page


def _text_of(topic: Topic, question: Post, answer: Post) -> str:
    """Question and answer under headings in the language of the topic."""
    with translation.override(topic.language):
        return "\n\n".join(
            [f"## {_('The question')}", question.text, f"## {_('What was answered')}", answer.text]
        )


def _credit_of(topic: Topic, names: list[str]) -> str:
    with translation.override(topic.language):
        return listed(names) or _("Colleagues in the boards of Peerhall")
