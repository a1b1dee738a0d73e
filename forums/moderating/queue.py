"""What waits for somebody to decide: held posts and reported ones, the longest waiting first."""

import datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from forums.models import Post, Report, Sanction
from forums.reach import reach_of
from forums.states import PostState, ReportState


def waiting_for(person: Any) -> QuerySet[Post]:
    """Posts that wait for `person`; twin of `permissions.is_in_queue`.

    Held ones of boards they look after. Reported ones of those, and of every board of their
    association or programme: a closed board in which nobody decides does not decide for itself.
    Never their own.
    """
    reach = reach_of(person)
    board = "topic__board__"
    moderated = reach.moderated(board)
    held = Post.objects.filter(moderated, state=PostState.HELD)
    reported = Post.objects.filter(
        moderated | reach.answered_for(board), reports__state=ReportState.OPEN
    ).exclude(state=PostState.REMOVED)
    # Two small sets by their indexes: an OR would read every post there is.
    ids = held.order_by().values("pk").union(reported.order_by().values("pk"))
    return Post.objects.filter(pk__in=ids).exclude(author=person.pk)


def with_waiting(posts: QuerySet[Post]) -> QuerySet[Any]:
    """With `waits_since` and `report_count`, and what a line shows; in the order of the queue."""
    reports = Report.objects.filter(post=OuterRef("pk"), state=ReportState.OPEN).order_by()
    first = reports.order_by("reported_at").values("reported_at")[:1]
    number = reports.values("post").annotate(number=Count("pk")).values("number")
    return (
        posts.select_related(
            "topic__board__audience", "topic__board__association", "author", "organisation"
        )
        .annotate(
            waits_since=Coalesce(Subquery(first), "edited_at", "posted_at"),
            report_count=Coalesce(Subquery(number, output_field=IntegerField()), 0),
        )
        .order_by("waits_since", "pk")
    )


def waiting_after(posts: QuerySet[Any], since: datetime.datetime, pk: int) -> QuerySet[Any]:
    """Those behind a place in the order of `with_waiting` (keyset paging)."""
    return posts.filter(waits_since__gte=since).exclude(waits_since=since, pk__lte=pk)


def measures_open_to(person: Any) -> QuerySet[Sanction]:
    """What was done about others, as far as `person` answers for it, newest first.

    Twin of `permissions.can_see_measure`.
    """
    reach = reach_of(person)
    measures = Sanction.objects.exclude(person=person.pk).select_related(
        "person", "by", "ended_by", "association"
    )
    if not reach.is_administrator:
        theirs = Q(association__in=reach.association_ids)
        if reach.is_for_programme:
            theirs |= Q(association__isnull=True)
        measures = measures.filter(theirs)
    return measures.order_by("-begun_at", "-pk")
