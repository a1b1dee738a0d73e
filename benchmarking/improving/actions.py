"""From step to step of a round; practice notes, and what each does next."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from benchmarking.comparing.standing import ahead_in, is_ahead
from benchmarking.improving.outcomes import ask_what_came_of_it
from benchmarking.models import ImprovementAction, IndicatorVersion, PracticeNote, Round
from benchmarking.permissions import participants_in
from benchmarking.states import CLOSE, COMPARE, LEARN, RoundState
from benchmarking.telling import tell_round
from pages.moving import Move, NotAnyMore, make
from people.audit import record
from people.models import Organisation, Person


class NotAhead(Exception):
    """The organisation is not better than the median there."""


class NotDone(Exception):
    """A practice note is missing, or actions of the organisations in `missing`."""

    def __init__(self, *, has_note: bool, missing: list[Organisation]) -> None:
        super().__init__()
        self.has_note, self.missing = has_note, missing


@transaction.atomic
def move_on(*, by: Person, found: Round, step: Move) -> None:
    """The next step of a round; participants are told. Raises NotDone, NotAnyMore."""
    fresh = Round.objects.select_for_update().get(pk=found.pk)
    now = timezone.now()
    fields: dict[str, Any] = {}
    if step is COMPARE:
        fields["compared_at"] = now
    elif step is CLOSE:
        if fresh.state in CLOSE.since:
            _must_be_done(found)
        fields["closed_at"] = now
    make(step, found, **fields)
    benchmark = found.benchmark
    record("benchmarking.round-moved", by=by, thing=benchmark, organisation=benchmark.convener)
    tell_round(found, found.state, by=by)
    if step is LEARN:
        ask_what_came_of_it(by=by, found=found)


def without_action(found: Round) -> list[Organisation]:
    """Those of the round who have not said yet what they do."""
    acting = found.improvements.values("organisation")
    return list(participants_in(found).exclude(pk__in=acting))


def anybody_ahead(found: Round) -> bool:
    return any(ahead_in(found, version) for version in found.versions.all())


def _must_be_done(found: Round) -> None:
    # Where all are alike nobody can say how one gets ahead.
    has_note = found.practice_notes.exists() or not anybody_ahead(found)
    missing = without_action(found)
    if missing or not has_note:
        raise NotDone(has_note=has_note, missing=missing)


@transaction.atomic
def note_practice(
    *,
    by: Person,
    found: Round,
    version: IndicatorVersion,
    organisation: Organisation,
    text: str,
) -> None:
    """How one who is ahead does it. Raises NotAhead, and NotAnyMore outside the steps for it."""
    _must_be_in(found, RoundState.COMPARE, RoundState.LEARN, RoundState.IMPROVE)
    if not is_ahead(found, version, organisation):
        raise NotAhead
    PracticeNote.objects.update_or_create(
        round=found,
        version=version,
        organisation=organisation,
        defaults={"text": text, "by": by, "at": timezone.now()},
    )


@transaction.atomic
def say_action(
    *,
    by: Person,
    found: Round,
    version: IndicatorVersion,
    organisation: Organisation,
    text: str,
    until: datetime.date,
) -> None:
    """What a participant does next. Raises NotAnyMore outside the steps for it."""
    _must_be_in(found, RoundState.COMPARE, RoundState.LEARN, RoundState.IMPROVE)
    ImprovementAction.objects.update_or_create(
        round=found,
        version=version,
        organisation=organisation,
        defaults={"text": text, "until": until, "by": by, "at": timezone.now()},
    )


def _must_be_in(found: Round, *states: str) -> None:
    fresh = Round.objects.select_for_update().get(pk=found.pk)
    if fresh.state not in states:
        raise NotAnyMore
