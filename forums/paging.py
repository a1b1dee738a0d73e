"""Posts of a topic a page at a time, cut by the number of a post: the end costs what the beginning
costs.
"""

from dataclasses import dataclass
from typing import Any

from forums.models import Post, Topic
from pages import paging

POSTS_A_PAGE = 20
LONGEST_NUMBER = 9
END = "end"


@dataclass(frozen=True)
class Cut:
    """The posts of one page, and the numbers between which others stand.

    `before` and `after` are for the addresses of the neighbours, None where there are none.
    """

    posts: list[Post]
    before: int | None
    after: int | None


def read_number(text: str) -> int | None:
    """A number of a post in an address; BadRequest (400) for anything else."""
    return paging.read_number(text, LONGEST_NUMBER) if text else None


def page_of(topic: Topic, reader: Any, *, after: int | None, before: int | None) -> Cut:
    """The posts after a number, or the last before one, that `reader` may read.

    One query for the posts, one for what came with them, and one on the other side.
    """
    posts = Post.objects.in_topic_for(topic, reader).for_page()
    if before is not None:
        rows = list(posts.filter(number__lt=before).order_by("-number")[: POSTS_A_PAGE + 1])
        has_more_before, rows = len(rows) > POSTS_A_PAGE, rows[:POSTS_A_PAGE][::-1]
        has_more_after = posts.filter(number__gte=before).exists()
    else:
        start = after or 0
        rows = list(posts.filter(number__gt=start).order_by("number")[: POSTS_A_PAGE + 1])
        has_more_after, rows = len(rows) > POSTS_A_PAGE, rows[:POSTS_A_PAGE]
        has_more_before = start > 0 and posts.filter(number__lte=start).exists()
    return Cut(
        posts=rows,
        before=rows[0].number if rows and has_more_before else None,
        after=rows[-1].number if rows and has_more_after else None,
    )


def place_of(post: Post, reader: Any) -> int:
    """The number after which the page begins on which a post stands; 0 for the first page.

    Pages of the address `?after=` begin anywhere; this one begins some posts before it, so that
    what it answers is on the screen as well.
    """
    earlier = Post.objects.in_topic_for(post.topic, reader).filter(number__lt=post.number)
    numbers = list(earlier.order_by("-number").values_list("number", flat=True)[:POSTS_A_PAGE])
    if len(numbers) < POSTS_A_PAGE:
        return 0
    return numbers[3]
