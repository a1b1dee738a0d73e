"""Feeds of boards that everyone reads: what is closed has none (safeguards 2C, L15)."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forums.models import Post, Topic
from forums.permissions import get_board_for
from forums.words import plain
from pages.addresses import absolute
from pages.feeds import Entry, answer_with

NEWEST = 30


@require_safe
def of_board(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest topics of a public board, with the beginning of each; two queries."""
    board = get_board_for(None, pk)
    topics = list(Topic.objects.visible_to(None).filter(board=board).order_by("-begun_at")[:NEWEST])
    first = Post.objects.shown().filter(topic__in=topics, number=1)
    said = dict(first.values_list("topic_id", "html"))
    return answer_with(
        _("New in %(name)s") % {"name": board.name},
        address=reverse("board_feed", args=[pk]),
        page=reverse("board", args=[pk]),
        entries=[
            Entry(
                title=topic.title,
                url=absolute(reverse("topic", args=[topic.pk])),
                about=plain(said.get(topic.pk, "")),
                key=f"urn:uuid:{topic.key}",
                begun_at=topic.begun_at,
                changed_at=topic.last_post_at,
            )
            for topic in topics
        ],
    )
