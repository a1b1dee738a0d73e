"""Questions about topics, each named for the page that asks it."""

import datetime
from typing import Any, Self

from django.apps import apps
from django.db.models import DateTimeField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from forums.reach import reach_of
from forums.states import SEEN_TOPICS


class TopicQuerySet(QuerySet[Any]):
    """Topics; `.visible_to(person)` comes first wherever a person looks."""

    def visible_to(self, person: Any) -> Self:
        """Topics that `person` may read now; twin of `forums.permissions.can_read_topic`.

        Those that wait or are hidden are read by who began them and who looks after the board.
        """
        reach = reach_of(person)
        seen = Q(state__in=SEEN_TOPICS)
        if reach.person_id is not None:
            seen |= Q(author=reach.person_id)
        if reach.may_look_after_any:
            seen |= reach.hidden_open("board__")
        return self.filter(reach.readable("board__") & seen)

    def seen(self) -> Self:
        """Those that readers of their board see."""
        return self.filter(state__in=SEEN_TOPICS)

    def for_list(self) -> Self:
        """With what a line of a list shows."""
        return self.select_related("author", "organisation", "answer").prefetch_related("tags")

    def latest_first(self) -> Self:
        """The order of a board's list, but for what is pinned; the id parts those of a moment."""
        return self.order_by("-last_post_at", "-pk")

    def after(self, last_post_at: datetime.datetime, pk: int) -> Self:
        """Older than the given place in `latest_first` (keyset paging)."""
        return self.filter(last_post_at__lte=last_post_at).exclude(
            last_post_at=last_post_at, pk__gte=pk
        )

    def with_news_for(self, person: Any) -> Self:
        """With `topic_read_up_to` and `board_read_up_to`: what was posted after both is new.

        `person` is signed in. Where they have read nothing it is when they joined.
        """
        markers = apps.get_model("forums", "ReadMarker").objects.filter(person=person)
        of_topic = markers.filter(topic=OuterRef("pk")).values("read_up_to")
        of_board = markers.filter(board=OuterRef("board")).values("read_up_to")
        joined = Value(person.joined_at, output_field=DateTimeField())
        whole = Coalesce(Subquery(of_board), joined)
        return self.annotate(
            board_read_up_to=whole, topic_read_up_to=Coalesce(Subquery(of_topic), joined)
        )

    def new_to(self, person: Any) -> Self:
        """Topics with a post that is new to `person`."""
        since = Greatest("topic_read_up_to", "board_read_up_to")
        return self.with_news_for(person).filter(last_post_at__gt=since)

    def about_item(self, page_id: int) -> Self:
        """Topics about one item of the library, and those it grew out of; newest first."""
        return self.filter(Q(about=page_id) | Q(article=page_id)).latest_first()
