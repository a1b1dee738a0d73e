"""What a pair agrees, and how it ends."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from mentoring.kinds import AGREEMENT
from mentoring.meeting.actions import cancel
from mentoring.models import Goal, Offer, Pair, Proposal
from mentoring.signals import pair_agreed
from mentoring.states import (
    AGREE,
    END,
    RUN_OUT,
    WRITE_AGREEMENT,
    PairState,
    ProposalState,
)
from notices.actions import tell
from pages.moving import NotAnyMore, make
from people.models import Person

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Terms:
    """What an agreement says: one to three goals, how often, and for how many months."""

    goals: Sequence[str]
    rhythm: str
    months: int


@transaction.atomic
def write_agreement(*, by: Person, pair: Pair, terms: Terms, seen_at: datetime.datetime) -> None:
    """Write it down, which confirms it for `by`; the other is asked to confirm it.

    `seen_at` is `changed_at` of what `by` had before them. Raises NotAnyMore where the other has
    changed it since, or the pair has ended.
    """
    _must_be_as_seen(pair, seen_at)
    now = timezone.now()
    is_mentor = pair.is_mentor(by)
    make(
        WRITE_AGREEMENT,
        pair,
        rhythm=terms.rhythm,
        months=terms.months,
        changed_at=now,
        confirmed_by_mentor_at=now if is_mentor else None,
        confirmed_by_mentee_at=None if is_mentor else now,
        agreed_at=None,
    )
    pair.goals.all().delete()
    Goal.objects.bulk_create(
        Goal(pair=pair, place=place, text=text) for place, text in enumerate(terms.goals, 1)
    )
    _tell_other(pair, by, "written")


@transaction.atomic
def confirm_agreement(*, by: Person, pair: Pair, seen_at: datetime.datetime) -> None:
    """Confirm what is written; it is under way once both have. Again does nothing.

    Raises NotAnyMore where it was changed after `seen_at`, was never written, or has ended.
    """
    _must_be_as_seen(pair, seen_at)
    pair.refresh_from_db()
    if pair.state == PairState.UNDER_WAY or pair.confirmed_at(by) is not None:
        return
    if pair.state != PairState.AGREEING or not pair.goals.exists():
        raise NotAnyMore
    now = timezone.now()
    own = "confirmed_by_mentor_at" if pair.is_mentor(by) else "confirmed_by_mentee_at"
    other = pair.confirmed_at(pair.other_than(by))
    if other is None:
        Pair.objects.filter(pk=pair.pk).update(**{own: now})
        pair.refresh_from_db()
        return
    make(AGREE, pair, agreed_at=now, **{own: now})
    pair_agreed.send(Pair, pair=pair)
    _tell_other(pair, by, "agreed")


@transaction.atomic
def end_pair(*, by: Person | None, pair: Pair) -> None:
    """Close it, at any time, without a reason; sessions to come are cancelled, the place is free.

    `by` is None for the site, where one of the two has left. Raises NotAnyMore where it is closed.
    """
    now = timezone.now()
    make(END, pair, ended_at=now, ended_by=by)
    Offer.objects.filter(pairs=pair.pk, taken__gt=0).update(taken=F("taken") - 1)
    for proposal in Proposal.objects.filter(pair=pair, state=ProposalState.OPEN):
        make(RUN_OUT, proposal, settled_at=now)
    for session in pair.sessions.booked().filter(starts_at__gt=now):
        cancel(by=None, session=session)
    if by is None:
        return
    _tell_other(pair, by, "ended")


def end_pairs_of_those_who_left() -> None:
    """A chore: nobody is coached by, or coaches, an account that is closed."""
    gone = Q(mentor__is_active=False) | Q(mentee__is_active=False)
    for pair in Pair.objects.open().filter(gone).select_related("mentor", "mentee")[:MOST_AT_ONCE]:
        end_pair(by=None, pair=pair)
        present = [one for one in (pair.mentor, pair.mentee) if one.is_active]
        tell(AGREEMENT, present, once=f"{pair.once}:ended", words=_words(pair, "ended"))


def _must_be_as_seen(pair: Pair, seen_at: datetime.datetime) -> None:
    same = Pair.objects.select_for_update().filter(pk=pair.pk, changed_at=seen_at)
    if not same.exists():
        raise NotAnyMore


def _tell_other(pair: Pair, by: Person, what: str) -> None:
    """Once for each version of what is written."""
    tell(
        AGREEMENT,
        [pair.other_than(by)],
        once=f"{pair.once}:{what}:{pair.changed_at:%Y%m%d%H%M%S%f}",
        words=_words(pair, what),
        by=by,
    )


def _words(pair: Pair, what: str) -> dict[str, str]:
    return {"pair": str(pair.pk), "what": what}
