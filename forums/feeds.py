"""Feeds of boards that everyone reads: what is closed has none (safeguards 2C, L15)."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forums.models import Post, Topic
from forums.permissions import get_board_for
from forums.words import plain
from pages.addresses import absolute
from pages.lines import one_line

NEWEST = 30
SUMMARY = 300


@require_safe
def of_board(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest topics of a public board, with the beginning of each; two queries."""
    board = get_board_for(None, pk)
    topics = list(Topic.objects.visible_to(None).filter(board=board).order_by("-begun_at")[:NEWEST])
    first = Post.objects.shown().filter(topic__in=topics, number=1)
    said = dict(first.values_list("topic_id", "html"))
    address = absolute(reverse("board_feed", args=[pk]))
    feed = Atom1Feed(
        title=_("New in %(name)s") % {"name": board.name},
        link=absolute(reverse("board", args=[pk])),
        description="",
        language=get_language(),
        feed_url=address,
        feed_guid=address,
    )
    for topic in topics:
        feed.add_item(
            title=topic.title,
            link=absolute(reverse("topic", args=[topic.pk])),
            description=one_line(plain(said.get(topic.pk, "")), SUMMARY),
            unique_id=f"urn:uuid:{topic.key}",
            pubdate=topic.begun_at,
            updateddate=topic.last_post_at,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    response["Cache-Control"] = "no-cache"
    return response
