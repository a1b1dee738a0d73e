"""Who decides on a post, on its author, and who is told who reported it; and the guarded doors.

Nobody decides on a post of their own. Whoever may not decide is answered like for a post that is
not there (R3).
"""

from typing import Any

from django.http import Http404
from django.utils import timezone

from forums.models import Post, Report, Sanction
from forums.reach import reach_of
from forums.states import PostState, ReportState, SanctionState
from people.models import Organisation, Person


def can_see_queue(person: Any) -> bool:
    """Whether there is a queue for `person`: who looks after any board."""
    return reach_of(person).may_look_after_any


def can_decide(person: Any, post: Post) -> bool:
    """Whether `person` may hide, show, change and settle: who looks after the board.

    And who answers for the board without being in its audience, while the post is reported: of
    such a board they are shown this post and two on each side (safeguards 2A).
    """
    reach = reach_of(person)
    if reach.person_id is None or post.author_id == reach.person_id:
        return False
    if post.state == PostState.REMOVED:
        return False
    if reach.moderates(post.topic.board):
        return True
    return reach.answers_for(post.topic.board) and is_reported(post)


def is_in_queue(person: Any, post: Post) -> bool:
    """Whether the post waits for `person`; twin of `queue.waiting_for`."""
    if not can_decide(person, post):
        return False
    is_held = post.state == PostState.HELD and reach_of(person).moderates(post.topic.board)
    return is_held or is_reported(post)


def is_reported(post: Post) -> bool:
    """Whether a report of the post waits for a decision; one query."""
    return post.reports.filter(state=ReportState.OPEN).exists()


def can_see_reporter(person: Any, report: Report) -> bool:
    """Whether `person` is told who reported: who did, and the facilitators of the board.

    Editors decide without knowing, and whoever wrote the post is never told (safeguards 2A).
    """
    reach = reach_of(person)
    if reach.person_id is None or report.post.author_id == reach.person_id:
        return False
    if report.by_id == reach.person_id:
        return True
    board = report.post.topic.board
    return board.pk in reach.board_ids and reach.reads(board)


def can_warn(person: Any, post: Post) -> bool:
    """Whether `person` may warn the author: who decides, where the author is still here."""
    return can_decide(person, post) and _is_within_reach(post)


def can_suspend(person: Any, post: Post) -> bool:
    """Whether `person` may suspend the author, or remove all of theirs.

    Editors of the board's association, or of the programme, and administrators: it holds in more
    than the one board that a facilitator looks after.
    """
    if not can_warn(person, post):
        return False
    reach = reach_of(person)
    return reach.answers_for(post.topic.board) or reach.is_administrator


def _is_within_reach(post: Post) -> bool:
    """Whether the author is somebody to whom something can be said; not a moderator of the same
    board, about whom others decide by ending the role.
    """
    author = post.author
    if author is None or author.is_former_member or not author.is_active:
        return False
    return not reach_of(author).moderates(post.topic.board)


def scope_of(person: Any, post: Post) -> Organisation | None:
    """In whose boards a measure of `person` holds; None: in all of them."""
    reach = reach_of(person)
    if reach.is_for_programme or reach.is_administrator:
        return None
    return post.topic.board.association


def may_see_measures(person: Any) -> bool:
    """Whether `person` has a list of measures: editors and administrators."""
    reach = reach_of(person)
    return bool(reach.association_ids or reach.is_for_programme or reach.is_administrator)


def can_see_measure(person: Any, measure: Sanction) -> bool:
    """Whether `person` answers for where the measure holds; of their own they are told instead."""
    reach = reach_of(person)
    if reach.person_id is None or measure.person_id == reach.person_id:
        return False
    if reach.is_administrator:
        return True
    if measure.association_id is None:
        return reach.is_for_programme
    return measure.association_id in reach.association_ids


def can_take_back(person: Any, measure: Sanction) -> bool:
    """Whether `person` may end the measure now: while it is in force, and a removal for 30 days."""
    if not can_see_measure(person, measure) or measure.state != SanctionState.IN_FORCE:
        return False
    return measure.reversible_until is None or timezone.now() < measure.reversible_until


# -- Doors -----------------------------------------------------------------------------------------


def get_case_for(person: Any, pk: int) -> Post:
    """The guarded door to a post on which `person` may decide; else Http404."""
    posts = Post.objects.select_related(
        "topic__board__audience", "topic__board__association", "author", "organisation"
    )
    post = posts.filter(pk=pk).first()
    if post is None or not can_decide(person, post):
        raise Http404
    return post


def get_author_to_remove_for(person: Any, pk: int) -> tuple[Post, Person]:
    """The guarded door to a post and its author, whom `person` may remove; else Http404."""
    post = get_case_for(person, pk)
    if post.author is None or not can_suspend(person, post):
        raise Http404
    return post, post.author


def get_measure_for(person: Any, pk: int) -> Sanction:
    """The guarded door to a measure that `person` answers for; else Http404."""
    measure = Sanction.objects.select_related("person", "association").filter(pk=pk).first()
    if measure is None or not can_see_measure(person, measure):
        raise Http404
    return measure
