"""Saying that something is wrong with a post."""

from django.db import transaction

from forums.models import Post, Report
from people.models import Person


@transaction.atomic
def report(*, by: Person, post: Post, reason: str, words: str = "") -> Report:
    """Report a post to who looks after its board; twice, or at once, it is one report (C14)."""
    made, _is_new = Report.objects.get_or_create(
        post=post,
        by=by,
        defaults={
            "reason": reason,
            "words": words,
            "association": post.topic.board.association,
        },
    )
    return made
