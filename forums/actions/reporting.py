"""Saying that something is wrong with a post, and settling what was said."""

from django.db import transaction
from django.utils import timezone

from forums import kinds
from forums.models import Post, Report
from forums.querysets.persons import who_decides_on
from forums.states import DISMISS, Move, ReportState
from notices.actions import tell
from people.audit import record
from people.models import Person


@transaction.atomic
def report(*, by: Person, post: Post, reason: str, words: str = "") -> Report:
    """Report a post to who looks after its board; twice, or at once, it is one report (C14).

    They are told once for each time that it has to be decided on, and not by whom.
    """
    made, is_new = Report.objects.get_or_create(
        post=post,
        by=by,
        defaults={
            "reason": reason,
            "words": words,
            "association": post.topic.board.association,
        },
    )
    if is_new or _is_open_again(made, reason, words):
        # A decision settles all that was reported, and an edit opens it to be reported again.
        settled = Report.objects.filter(post=post).exclude(state=ReportState.OPEN).count()
        since = f"{settled}:{post.edited_at or ''}"
        tell(
            kinds.REPORTED,
            [one for one in who_decides_on(post) if one != by],
            once=f"reported:{post.pk}:{since}",
            words={"post": str(post.pk)},
        )
    return made


def _is_open_again(known: Report, reason: str, words: str) -> bool:
    """Whether what was settled is reported once more, of a post that was changed since."""
    changed_at = known.post.edited_at
    if known.settled_at is None or changed_at is None or changed_at <= known.settled_at:
        return False
    settled = Report.objects.filter(pk=known.pk).exclude(state=ReportState.OPEN)
    return bool(
        settled.update(
            state=ReportState.OPEN,
            reason=reason,
            words=words,
            reported_at=timezone.now(),
            settled_by=None,
            settled_at=None,
            outcome="",
        )
    )


def settle(*, by: Person, post: Post, move: Move, outcome: str) -> int:
    """Close what was reported of a post, in the transaction of what was done; how many reports.

    Who reported is told that it was decided. The log names the post and who decided, and nobody
    who reported.
    """
    moment = timezone.now()
    reports = Report.objects.filter(post=post, state__in=move.since)
    reporters = list(reports.exclude(by=None).exclude(by=by).values_list("by", flat=True))
    settled = reports.update(state=move.to, settled_by=by, settled_at=moment, outcome=outcome[:500])
    tell(
        kinds.REPORT_SETTLED,
        Person.objects.filter(pk__in=reporters),
        once=f"settled:{post.pk}:{moment.isoformat()}",
        words={"reported": str(post.pk)},
        by=by,
    )
    return settled


@transaction.atomic
def dismiss(*, by: Person, post: Post) -> None:
    """Leave a post as it is; what was reported of it is settled. Again does nothing."""
    if settle(by=by, post=post, move=DISMISS, outcome=""):
        association = post.topic.board.association
        record("forums.reports-dismissed", by=by, thing=post, organisation=association)
