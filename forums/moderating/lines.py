"""What stands in the queue, on the page of a case and in the list of measures, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from forums.lines import ShownPost, Signature, shown_posts, signature_of
from forums.models import Post, Report, Sanction
from forums.moderating.permissions import can_see_measure, can_see_reporter, can_take_back
from forums.reach import reach_of
from forums.states import ReportState
from forums.words import plain
from pages.lines import one_line
from people.models import Organisation

EXCERPT = 240
# Of a closed board whoever decides without being in it is shown so many on each side.
ROUND_ABOUT = 2
MOST_MEASURES = 20


@dataclass(frozen=True)
class Waiting:
    """One line of the queue; `title` and `board` are empty where the reader is not in the board."""

    post: Post
    url: str
    by: Signature
    title: str
    board: str
    excerpt: str
    reports: int
    since: Any


@dataclass(frozen=True)
class ShownReport:
    """One report; `by` is empty where the reader is not told who reported."""

    report: Report
    by: str


@dataclass(frozen=True)
class Measure:
    """One thing that was done about somebody; `where` says in whose boards it holds.

    `reason` is for them and for who answers there. Who decides in a board of an association is told
    of what holds everywhere, and not why (empty).
    """

    sanction: Sanction
    where: str
    reason: str
    can_take_back: bool


def waiting_lines(posts: Iterable[Any], person: Any) -> list[Waiting]:
    """Lines of `queue.with_waiting`; no query."""
    reach = reach_of(person)
    lines = []
    for post in posts:
        is_within = reach.reads(post.topic.board)
        lines.append(
            Waiting(
                post=post,
                url=reverse("case", args=[post.pk]),
                by=_signature(post, person),
                title=post.topic.title if is_within else "",
                board=post.topic.board.name if is_within else "",
                excerpt=one_line(plain(post.html), EXCERPT),
                reports=post.report_count,
                since=post.waits_since,
            )
        )
    return lines


def _signature(post: Post, person: Any) -> Signature:
    return signature_of(post.author, post.post_held, post.organisation, person, is_own=False)


def reports_of(post: Post, person: Any) -> list[ShownReport]:
    """Reports of a post, the newest first, open ones before settled ones; one query."""
    reports = post.reports.select_related("by").order_by("-reported_at", "-pk")
    shown = []
    for report in sorted(reports, key=lambda one: one.state != ReportState.OPEN):
        report.post = post
        is_told = report.by is not None and can_see_reporter(person, report)
        shown.append(ShownReport(report, report.by.name if is_told and report.by else ""))
    return shown


def round_about(post: Post, person: Any) -> list[ShownPost]:
    """The post with two that readers see on each side; two queries, and one for attachments."""
    posts = Post.objects.filter(topic=post.topic_id).for_page()
    before = posts.shown().filter(number__lt=post.number).order_by("-number")[:ROUND_ABOUT]
    after = posts.shown().filter(number__gt=post.number)[:ROUND_ABOUT]
    rows = [*reversed(before), *posts.filter(pk=post.pk), *after]
    return shown_posts(rows, post.topic, person)


def where_of(association: Organisation | None) -> str:
    """In whose boards a measure holds."""
    if association is None:
        return _("in all boards")
    return _("in the boards of %(association)s") % {"association": association.name}


def measure_lines(measures: Iterable[Sanction], person: Any) -> list[Measure]:
    """Measures with who they are about, in words; no query."""
    return [
        Measure(
            sanction=one,
            where=where_of(one.association),
            reason=one.reason if _may_know_why(person, one) else "",
            can_take_back=can_take_back(person, one),
        )
        for one in measures
    ]


def _may_know_why(person: Any, measure: Sanction) -> bool:
    is_own = person.pk in (measure.person_id, measure.by_id)
    return is_own or can_see_measure(person, measure)


def earlier_measures(post: Post, person: Any) -> list[Measure]:
    """What was done about the author before, where it holds in this board as well; one query."""
    if post.author_id is None:
        return []
    found = Sanction.objects.filter(person=post.author_id).select_related("association", "by")
    near = [one for one in found if one.association_id in (None, post.topic.board.association_id)]
    near.sort(key=lambda one: one.begun_at, reverse=True)
    return measure_lines(near[:MOST_MEASURES], person)


def own_measures(person: Any) -> list[Measure]:
    """What was done about `person`, for themselves; one query."""
    found = Sanction.objects.filter(person=person).select_related("association")
    return measure_lines(found.order_by("-begun_at", "-pk")[:MOST_MEASURES], person)
