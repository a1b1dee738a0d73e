"""What three agree, the weeks, a problem, the report, and how both organisations rate it."""

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from internships.applying.actions import answering_for
from internships.kinds import PLACEMENT
from internships.models import (
    AgreementVersion,
    Check,
    LogEntry,
    Moment,
    Placement,
    Problem,
    Rating,
    Report,
    Side,
)
from internships.signals import placement_begun
from internships.states import CONFIRM, END, SETTLE, TELL, WRITE_AGREEMENT, Party, PlacementState
from notices.actions import tell
from pages.moving import NotAnyMore, make
from people.audit import record
from people.models import Person

ALL = (Party.PERSON, Party.SENDER, Party.HOST)
A_YEAR, ASKED_FOR = datetime.timedelta(days=365), datetime.timedelta(days=60)


class NotWritten(Exception):
    """The agreement says nothing yet."""


class Changed(Exception):
    """Somebody changed the agreement since it was shown."""


def parties_present(placement: Placement) -> dict[str, list[Person]]:
    """Who is told as which party."""
    hosts = answering_for(placement.host_id)
    supervisor = placement.application.offer.supervisor
    if supervisor is not None and supervisor not in hosts:
        hosts.append(supervisor)
    return {
        Party.PERSON: [placement.person],
        Party.SENDER: answering_for(placement.sender_id, besides=placement.person),
        Party.HOST: hosts,
    }


@transaction.atomic
def write_agreement(
    *, by: Person, placement: Placement, said: dict[str, Any], seen_at: datetime.datetime
) -> None:
    """Write what all three want. What was confirmed before is confirmed no more.

    Raises Changed where another wrote meanwhile, NotAnyMore once it is under way.
    """
    fresh = Placement.objects.select_for_update().get(pk=placement.pk)
    if fresh.state == PlacementState.AGREEING and fresh.changed_at != seen_at:
        raise Changed
    if fresh.state == PlacementState.AGREEING and fresh.is_written:
        _keep_version(fresh, by)
    nobody = {f"{party}_confirmed_at": None for party in ALL}
    make(WRITE_AGREEMENT, placement, changed_at=timezone.now(), **said, **nobody)
    _tell_others(placement, by, "written", f"written:{placement.changed_at.isoformat()}")


def _keep_version(placement: Placement, by: Person) -> None:
    """What it said until now; the placement is locked, so that no number is given twice."""
    names = ("objectives", "activities", "effect_on_sender", "effect_on_host", "language")
    kept = {name: getattr(placement, name) for name in (*names, "starts_on", "ends_on")}
    AgreementVersion.objects.create(
        placement=placement,
        number=placement.versions.count() + 1,
        written_at=placement.changed_at,
        replaced_by=by,
        **kept,
    )


@transaction.atomic
def confirm(*, by: Person, placement: Placement, party: str, seen_at: datetime.datetime) -> bool:
    """Confirm for one party what was on the page; whether it has begun by that.

    Raises Changed, NotWritten, NotAnyMore. The placement begins with the third confirmation, and
    with it the duty to pass it on.
    """
    fresh = Placement.objects.select_for_update().get(pk=placement.pk)
    if fresh.state != PlacementState.AGREEING:
        raise NotAnyMore
    if fresh.changed_at != seen_at:
        raise Changed
    if not fresh.is_written:
        raise NotWritten
    now = timezone.now()
    setattr(fresh, f"{party}_confirmed_at", now)
    fresh.save(update_fields=[f"{party}_confirmed_at"])
    placement.refresh_from_db()
    if any(fresh.confirmed_at(one) is None for one in ALL):
        return False
    make(CONFIRM, placement, begun_at=now)
    placement_begun.send(
        sender=Placement,
        person=placement.person,
        organisation=placement.sender,
        on=placement.starts_on,
        key=placement.benefit_key,
    )
    record(
        "internships.placement-begun",
        by=by,
        thing=placement,
        person=placement.person,
        organisation=placement.host,
        is_sensitive=True,
    )
    _tell_others(placement, None, "begun", "begun")
    return True


@transaction.atomic
def write_week(*, by: Person, placement: Placement, said: dict[str, Any]) -> LogEntry:
    """Five lines about a week; the same week again changes them."""
    _must_be_under_way(placement)
    week = said.pop("week")
    entry, _is_new = LogEntry.objects.update_or_create(
        placement=placement, week=week, defaults={**said, "at": timezone.now()}
    )
    return entry


@transaction.atomic
def check_half_way(*, by: Person, placement: Placement, said: dict[str, Any]) -> None:
    """Once, about half-way; all three read it."""
    _must_be_under_way(placement)
    try:
        with transaction.atomic():
            Check.objects.create(placement=placement, **said)
    except IntegrityError as error:
        raise NotAnyMore from error
    _tell_others(placement, by, "checked", "checked")


@transaction.atomic
def tell_problem(*, by: Person, placement: Placement, text: str) -> Problem:
    """To the sending organisation alone: the host never reads it."""
    _must_be_under_way(placement)
    problem = Problem.objects.create(placement=placement, text=text, state=TELL.to)
    senders = parties_present(placement)[Party.SENDER]
    _tell(placement, senders, "problem", f"problem:{problem.pk}")
    return problem


@transaction.atomic
def settle_problem(*, by: Person, problem: Problem, text: str) -> None:
    """What the sending organisation did about it."""
    make(SETTLE, problem, answer=text, settled_at=timezone.now(), settled_by=by)
    placement = problem.placement
    _tell(placement, [placement.person], "settled", f"settled:{problem.pk}")


@transaction.atomic
def end_placement(*, by: Person | None, placement: Placement) -> None:
    """At its end, or before it: no reason is asked. All three are told."""
    make(END, placement, ended_at=timezone.now())
    _tell_others(placement, by, "ended", "ended")


def end_those_that_are_over() -> None:
    """A chore: the day after the last day."""
    today = timezone.localdate()
    over = Placement.objects.filter(state=PlacementState.UNDER_WAY, ends_on__lt=today)
    for placement in over.select_related("person", "application__offer__supervisor")[:200]:
        try:
            end_placement(by=None, placement=placement)
        except NotAnyMore:
            continue


@transaction.atomic
def write_report(*, by: Person, placement: Placement, said: dict[str, Any]) -> None:
    """What came of it, and how it is passed on; it can be written anew."""
    if placement.state == PlacementState.AGREEING:
        raise NotAnyMore
    Report.objects.update_or_create(placement=placement, defaults={**said, "at": timezone.now()})
    _tell_others(placement, by, "reported", "reported")


@transaction.atomic
def rate(
    *, by: Person, placement: Placement, side: str, moment: str, said: dict[str, Any]
) -> Rating:
    """How one organisation rates the effect on itself, once at each moment.

    Raises NotAnyMore before the end, before the year is over, or where it was rated.
    """
    if moment not in moments_open(placement):
        raise NotAnyMore
    try:
        with transaction.atomic():
            return Rating.objects.create(
                placement=placement, side=side, moment=moment, by=by, **said
            )
    except IntegrityError as error:
        raise NotAnyMore from error


def moments_open(placement: Placement) -> list[str]:
    """At which moments it can be rated by now."""
    if placement.ended_at is None or placement.begun_at is None:
        return []
    has_been_a_year = timezone.now() - placement.ended_at >= A_YEAR
    return [Moment.END, Moment.YEAR] if has_been_a_year else [Moment.END]


def moment_to_rate(placement: Placement, side: str) -> str | None:
    """The next moment at which a side has not rated yet."""
    rated = {one.moment for one in placement.ratings.all() if one.side == side}
    return next((one for one in moments_open(placement) if one not in rated), None)


def ask_again_after_a_year() -> None:
    """A chore: both organisations are asked once more what stayed."""
    now = timezone.now()
    due = Placement.objects.filter(
        Q(ended_at__lte=now - A_YEAR, ended_at__gt=now - A_YEAR - ASKED_FOR),
        asked_again_at=None,
    ).exclude(begun_at=None)
    for placement in due.select_related("person", "application__offer__supervisor")[:200]:
        _ask_again(placement, now)


@transaction.atomic
def _ask_again(placement: Placement, now: datetime.datetime) -> None:
    parties = parties_present(placement)
    persons = [*parties[Party.SENDER], *parties[Party.HOST]]
    _tell(placement, persons, "year", "year")
    Placement.objects.filter(pk=placement.pk).update(asked_again_at=now)


def _must_be_under_way(placement: Placement) -> None:
    if placement.state != PlacementState.UNDER_WAY:
        raise NotAnyMore


def _tell_others(placement: Placement, by: Person | None, what: str, once: str) -> None:
    persons = {one.pk: one for them in parties_present(placement).values() for one in them}
    if by is not None:
        persons.pop(by.pk, None)
    _tell(placement, list(persons.values()), what, once)


def _tell(placement: Placement, persons: list[Person], what: str, once: str) -> None:
    tell(
        PLACEMENT,
        persons,
        once=f"placement:{placement.pk}:{once}"[:120],
        words={"placement": str(placement.pk), "what": what},
    )


# Whose rating each of the two organisations gives.
SIDES = {Party.SENDER: Side.SENDER, Party.HOST: Side.HOST}
PARTIES = {side.value: party for party, side in SIDES.items()}
