"""Proposing three times, picking one, moving, cancelling, and saying whether it took place."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from mentoring.kinds import SESSION, TIMES
from mentoring.meeting.calendar import Slot
from mentoring.models import Answer, Booking, Pair, Proposal, ProposedTime, Session
from mentoring.models.session import AHEAD, QUARTER
from mentoring.states import (
    CANCEL,
    HOLD,
    MISS,
    MOVE,
    NONE_OF_THESE,
    PICK,
    REPLACE,
    RUN_OUT,
    TAKE_BACK,
    PairState,
    ProposalState,
    SessionState,
)
from notices.actions import tell
from pages.moving import NotAnyMore, make
from people.models import Person


class AlreadyTaken(Exception):
    """One of the two is booked at that time by now; the proposal is as it was."""


class TooNear(Exception):
    """Less than 24 hours are left."""


class WordNeeded(Exception):
    """Whoever cancels within the last 24 hours says why."""


@dataclass(frozen=True)
class Plan:
    """What is proposed: three moments (UTC), how long, in whose zone, where, and about what."""

    starts: Sequence[datetime.datetime]
    minutes: int
    zone: str
    place: str = ""
    link: str = ""
    agenda: str = ""


# -- Three times -----------------------------------------------------------------------------------


def propose_times(
    *, by: Person, pair: Pair, plan: Plan, key: uuid.UUID, session: Session | None = None
) -> Proposal:
    """Propose three times to the other; what was open before is replaced, whoever proposed it.

    For `session` they are times to move it to. A form that comes again under its `key` proposes
    once (C07). Raises NotAnyMore where the pair is not under way or the session cannot be moved,
    TooNear.
    """
    try:
        return _propose(by, pair, plan, key, session)
    except IntegrityError:
        # The same form at the same moment, or the other one proposed first: theirs is replaced.
        return _propose(by, pair, plan, key, session)


@transaction.atomic
def _propose(
    by: Person, pair: Pair, plan: Plan, key: uuid.UUID, session: Session | None
) -> Proposal:
    known = Proposal.objects.filter(by=by, key=key).first()
    if known is not None:
        return known
    now = timezone.now()
    if Pair.objects.select_for_update().get(pk=pair.pk).state != PairState.UNDER_WAY:
        raise NotAnyMore
    if session is not None and not _locked(session).can_be_moved(now):
        raise NotAnyMore
    if min(plan.starts) < now + AHEAD:
        raise TooNear
    for before in Proposal.objects.filter(pair=pair, state=ProposalState.OPEN):
        make(REPLACE, before, settled_at=now)
    proposal = Proposal.objects.create(
        pair=pair,
        session=session,
        by=by,
        key=key,
        zone=plan.zone,
        minutes=plan.minutes,
        place=plan.place,
        link=plan.link,
        agenda=plan.agenda,
    )
    starts = sorted(set(plan.starts))
    ProposedTime.objects.bulk_create(
        ProposedTime(proposal=proposal, starts_at=moment) for moment in starts
    )
    words = {
        "proposal": str(proposal.pk),
        "times": " ".join(moment.isoformat() for moment in starts),
    }
    tell(TIMES, [pair.other_than(by)], once=proposal.once, words=words, by=by)
    return proposal


@transaction.atomic
def take_back(*, by: Person, proposal: Proposal) -> None:
    """The proposer takes the times back; a session that was to be moved stays where it is."""
    make(TAKE_BACK, proposal, settled_at=timezone.now())


@transaction.atomic
def pick_none(*, by: Person, proposal: Proposal) -> None:
    """None of the three will do for the other."""
    make(NONE_OF_THESE, proposal, settled_at=timezone.now())


def let_run_out() -> None:
    """A chore: proposals of which no time can be picked any more."""
    last = timezone.now() + AHEAD
    still = ProposedTime.objects.filter(starts_at__gte=last).values("proposal_id")
    stale = Proposal.objects.filter(state=ProposalState.OPEN).exclude(pk__in=still)
    stale.update(state=RUN_OUT.to, settled_at=timezone.now())


# -- One of them -----------------------------------------------------------------------------------


def pick(*, by: Person, proposal: Proposal, starts_at: datetime.datetime) -> Session:
    """Book one of the proposed times for both, or move the session to it.

    Raises NotAnyMore where the proposal is settled or the session to be moved is not there any
    more, TooNear, and AlreadyTaken where one of the two has a session then; nothing has changed.
    """
    try:
        return _pick(by, proposal, starts_at)
    except IntegrityError as fault:
        raise AlreadyTaken from fault


@transaction.atomic
def _pick(by: Person, proposal: Proposal, starts_at: datetime.datetime) -> Session:
    now = timezone.now()
    if Pair.objects.select_for_update().get(pk=proposal.pair_id).state != PairState.UNDER_WAY:
        raise NotAnyMore
    make(PICK, proposal, settled_at=now)
    if starts_at < now + AHEAD:
        raise TooNear
    where = {
        "starts_at": starts_at,
        "ends_at": starts_at + proposal.length,
        "zone": proposal.zone,
        "place": proposal.place,
        "link": proposal.link,
        "agenda": proposal.agenda,
    }
    if proposal.session is None:
        session = Session.objects.create(pair=proposal.pair, **where)
    else:
        session = _locked(proposal.session)
        if not session.can_be_moved(now):
            raise NotAnyMore
        Booking.objects.filter(session=session).delete()
        # Both are reminded of the new time.
        anew = {"day_reminded_at": None, "hour_reminded_at": None}
        make(MOVE, session, sequence=F("sequence") + 1, changed_at=now, **where, **anew)
    _book(session)
    _tell_both(session, "booked" if proposal.session is None else "moved", by)
    return session


def _locked(session: Session) -> Session:
    """The pair's row is locked first by everybody, so that no two wait for each other."""
    Pair.objects.select_for_update().get(pk=session.pair_id)
    rows = Session.objects.select_for_update(of=("self",)).select_related("pair")
    return rows.get(pk=session.pk)


def _book(session: Session) -> None:
    """A row for each quarter-hour of both, in one order for all, so that no two wait for each
    other. IntegrityError where one is taken.
    """
    quarters = range((session.ends_at - session.starts_at) // QUARTER)
    Booking.objects.bulk_create(
        Booking(person_id=person_id, starts_at=session.starts_at + QUARTER * place, session=session)
        for person_id in sorted((session.pair.mentor_id, session.pair.mentee_id))
        for place in quarters
    )


def _tell_both(session: Session, what: str, by: Person | None) -> None:
    pair = session.pair
    words = {"session": str(session.pk), "what": what, **Slot.of(session).as_words()}
    tell(SESSION, [pair.mentor, pair.mentee], once=session.once, words=words, by=by)


# -- Afterwards ------------------------------------------------------------------------------------


@transaction.atomic
def cancel(*, by: Person | None, session: Session, why: str = "") -> None:
    """Take a session out of both calendars and tell both. `by` is None for the site itself.

    Raises NotAnyMore once it has begun, and WordNeeded within the last 24 hours without `why`.
    """
    now = timezone.now()
    fresh = _locked(session)
    if not fresh.can_be_cancelled(now):
        raise NotAnyMore
    if by is not None and not why and not fresh.can_be_moved(now):
        raise WordNeeded
    make(
        CANCEL,
        fresh,
        sequence=F("sequence") + 1,
        changed_at=now,
        cancelled_at=now,
        cancelled_by=by,
        why_cancelled=why,
    )
    Booking.objects.filter(session=fresh).delete()
    for proposal in Proposal.objects.filter(session=fresh, state=ProposalState.OPEN):
        make(RUN_OUT, proposal, settled_at=now)
    _tell_both(fresh, "cancelled", by)


@transaction.atomic
def say_whether_held(*, by: Person, session: Session, took_place: bool) -> None:
    """Keep what one of the two says; it was held where one of them says so.

    Raises NotAnyMore before its end, and where it was cancelled.
    """
    fresh = _locked(session)
    if fresh.ends_at > timezone.now() or fresh.state == SessionState.CANCELLED:
        raise NotAnyMore
    Answer.objects.update_or_create(session=fresh, by=by, defaults={"took_place": took_place})
    was_held = fresh.answers.filter(took_place=True).exists()
    if was_held and fresh.state != SessionState.HELD:
        make(HOLD, fresh)
    elif not was_held and fresh.state == SessionState.BOOKED:
        make(MISS, fresh)
