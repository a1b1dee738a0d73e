"""Questions about posts, each named for the page that asks it."""

from typing import Any, Self

from django.db.models import Q, QuerySet

from forums.reach import reach_of
from forums.states import SEEN_TOPICS, PostState


class PostQuerySet(QuerySet[Any]):
    """Posts; `.visible_to(person)` comes first wherever a person looks."""

    def visible_to(self, person: Any) -> Self:
        """Posts that `person` may read now; twin of `forums.permissions.can_read_post`.

        What waits or is hidden is read by its author, who is told why, and by who looks after the
        board.
        """
        reach = reach_of(person)
        of_topic, of_post = Q(topic__state__in=SEEN_TOPICS), Q(state=PostState.SHOWN)
        if reach.person_id is not None:
            of_topic |= Q(topic__author=reach.person_id)
            of_post |= Q(author=reach.person_id)
        seen = of_topic & of_post
        if reach.may_look_after_any:
            seen |= reach.hidden_open("topic__board__")
        return self.filter(reach.readable("topic__board__") & seen)

    def in_topic_for(self, topic: Any, person: Any) -> Self:
        """Posts of a topic that `person` reads, whose door has been asked: no join is needed."""
        reach = reach_of(person)
        posts = self.filter(topic=topic)
        if reach.reads_hidden(topic.board):
            return posts
        seen = Q(state=PostState.SHOWN)
        if reach.person_id is not None:
            seen |= Q(author=reach.person_id)
        return posts.filter(seen)

    def shown(self) -> Self:
        """Those that readers see."""
        return self.filter(state=PostState.SHOWN)

    def for_page(self) -> Self:
        """With what the page of a topic shows of each; in the order of the topic."""
        return (
            self.select_related("author", "organisation", "sanction")
            .prefetch_related("attachments")
            .order_by("number")
        )
