"""A pair on the screen, the own list of everything, and what the programme sees."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentoring.asking.lines import called_by_post
from mentoring.feedback.forms import SCORES
from mentoring.looking.lines import place_of, posts_of
from mentoring.meeting.lines import session_lines
from mentoring.models import Feedback, Lesson, Offer, Pair, Proposal, Request, Session
from mentoring.models.pair import Rhythm
from mentoring.permissions import keeps_the_programme
from mentoring.states import PairState, ProposalState, SessionState
from pages.templatetags.days import day
from people.readings import shown

LATEST = 50


@dataclass(frozen=True)
class Stage:
    """One stage of a pair: `mark` is "was", "is-now" or empty for what lies ahead."""

    label: str
    note: str
    mark: str


def shown_pair(pair: Pair, viewer: Any) -> dict[str, Any]:
    """What templates/mentoring/pair.html shows; some queries, whatever the number of sessions."""
    other = pair.other_than(viewer)
    open_proposal = Proposal.objects.filter(pair=pair, state=ProposalState.OPEN).first()
    sessions = list(pair.sessions.order_by("-starts_at")[:LATEST])
    return {
        "pair": pair,
        "other": called_by_post(other, viewer, is_named=True),
        "is_mentor": pair.is_mentor(viewer),
        "goals": [goal.text for goal in pair.goals.all()],
        "rhythm": Rhythm(pair.rhythm).label,
        "has_confirmed": pair.confirmed_at(viewer) is not None,
        "is_written": pair.goals.exists(),
        "is_under_way": pair.state == PairState.UNDER_WAY,
        "proposal": open_proposal,
        "is_proposal_own": open_proposal is not None and open_proposal.by_id == viewer.pk,
        "sessions": session_lines(sessions, viewer),
        **_feedback_of(pair, viewer),
        "lesson": Lesson.objects.filter(pair=pair).first(),
        "stages": _stages(pair, sessions),
        "seen": pair.changed_at.isoformat(),
        "conversation_url": reverse("conversation", args=[pair.request.conversation_id])
        if pair.request.conversation_id
        else "",
        "crumbs": [{"label": _("Coaching"), "url": reverse("mentoring")}],
    }


def _feedback_of(pair: Pair, viewer: Any) -> dict[str, Any]:
    """The own, and the other's once both have filed; one query."""
    given = {one.by_id: one for one in pair.feedback.all()}
    own = given.pop(viewer.pk, None)
    other = next(iter(given.values()), None)
    theirs = None
    if own is not None and other is not None:
        theirs = {
            "score_in_words": dict(SCORES)[other.score],
            "would_again": other.would_again,
            "words": other.words,
        }
    return {"own_feedback": own, "other_feedback": theirs}


def _stages(pair: Pair, sessions: list[Session]) -> list[Stage]:
    held = sum(session.state == SessionState.HELD for session in sessions)
    is_agreed = pair.agreed_at is not None
    has_ended = pair.state == PairState.ENDED
    talks = _("%(number)d held") % {"number": held}
    return [
        Stage(_("Asked"), day(pair.request.asked_at), "was"),
        Stage(_("Accepted"), day(pair.begun_at), "was"),
        Stage(
            _("Agreed by both"),
            day(pair.agreed_at),
            "was" if is_agreed else "" if has_ended else "is-now",
        ),
        Stage(_("Under way"), talks, "was" if held and has_ended else _now(pair)),
        Stage(_("Closed"), day(pair.ended_at), "is-now" if has_ended else ""),
    ]


def _now(pair: Pair) -> str:
    return "is-now" if pair.state == PairState.UNDER_WAY else ""


# -- The own list ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class OwnLine:
    """One line of the own list: with whom, in which state, and where it is."""

    post: str
    place: str
    state: str
    at: datetime.datetime
    url: str


def shown_own(person: Any) -> dict[str, Any]:
    """The offer, requests and pairs of `person`, newest first; nine queries however many.

    At most LATEST of each: what was settled two years ago is gone by itself.
    """
    got = Request.objects.visible_to(person).filter(mentor=person).select_related("asker")
    made = Request.objects.filter(asker=person).select_related("mentor")
    pairs = Pair.objects.visible_to(person).select_related("mentor", "mentee")
    got_rows = list(got.order_by("-asked_at", "-pk")[:LATEST])
    made_rows = list(made.order_by("-asked_at", "-pk")[:LATEST])
    pair_rows = list(pairs.order_by("-begun_at", "-pk")[:LATEST])
    others = [
        *(row.asker for row in got_rows),
        *(row.mentor for row in made_rows),
        *(row.other_than(person) for row in pair_rows),
    ]
    posts = posts_of(others)
    return {
        "offer": Offer.objects.filter(mentor=person).first(),
        "got": [_request_line(row, posts.get(row.asker_id)) for row in got_rows],
        "made": [_request_line(row, posts.get(row.mentor_id)) for row in made_rows],
        "pairs": [
            OwnLine(
                *_who(posts.get(row.other_than(person).pk)),
                row.get_state_display(),
                row.begun_at,
                reverse("pair", args=[row.pk]),
            )
            for row in pair_rows
        ],
        "can_suggest": keeps_the_programme(person),
    }


def _request_line(row: Request, post: Any) -> OwnLine:
    url = reverse("mentoring_request", args=[row.pk])
    return OwnLine(*_who(post), row.get_state_display(), row.asked_at, url)


def _who(post: Any) -> tuple[str, str]:
    return (post.post, place_of(post)) if post else (_("Somebody without a post today"), "")


# -- The programme ---------------------------------------------------------------------------------


def shown_matches(person: Any) -> dict[str, Any]:
    """What the programme suggested, and how many pairs stand where; else Http404."""
    if not keeps_the_programme(person):
        raise Http404
    suggested = Request.objects.exclude(proposed_by=None).select_related("asker", "mentor")
    counted = Pair.objects.order_by().values("state").annotate(number=Count("pk"))
    numbers = dict(counted.values_list("state", "number"))
    scores = Feedback.objects.aggregate(number=Count("pk"), average=Avg("score"))
    return {
        "suggested": [
            {
                "asker": row.asker.name,
                "mentor": row.mentor.name,
                "state": row.get_state_display(),
                "at": row.asked_at,
            }
            for row in suggested.order_by("-asked_at", "-pk")[:LATEST]
        ],
        # Nothing below five (2B): an average of few says who said what.
        "average": round(scores["average"], 1) if shown(scores["number"]) else None,
        "numbers": [(state.label, numbers.get(state.value, 0)) for state in PairState],
        "crumbs": [{"label": _("Mentors"), "url": reverse("mentors")}],
        "today": timezone.now(),
    }
