"""Which post answers a question."""

from django.db import transaction

from forums import kinds
from forums.actions.moving import NotAnyMore, follow
from forums.models import Post, Topic
from forums.states import PostState
from notices.actions import tell
from people.models import Person


@transaction.atomic
def mark_answer(*, by: Person, post: Post) -> None:
    """Let `post` be the answer to its question, in the place of any other; tell who wrote it.

    Raises NotAnyMore for the question itself, and for a post that readers do not see.
    """
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=post.topic_id)
    is_shown = Post.objects.filter(pk=post.pk, topic=topic, state=PostState.SHOWN).exists()
    if not topic.is_question or post.number == 1 or not is_shown:
        raise NotAnyMore
    Topic.objects.filter(pk=topic.pk).update(answer=post, answer_marked_by=by)
    if post.author is not None and post.author != by:
        tell(
            kinds.ANSWER_MARKED,
            [post.author],
            once=f"post:{post.pk}",
            words={"post": str(post.pk)},
            by=by,
        )
    follow("changed", [topic])


@transaction.atomic
def unmark_answer(*, by: Person, post: Post) -> None:
    """Let the question be open again whose answer `post` is; for any other post it does nothing."""
    marked = Topic.objects.filter(pk=post.topic_id, answer=post)
    if marked.update(answer=None, answer_marked_by=None):
        follow("changed", [post.topic])
