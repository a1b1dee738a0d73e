"""Warning and suspending who wrote something, and taking that back."""

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from forums import kinds
from forums.actions.moving import NotAnyMore
from forums.actions.removing import bring_back
from forums.models import Post, Sanction
from forums.states import RUN_OUT, TAKE_BACK, SanctionState
from notices.actions import tell
from people.audit import record
from people.models import Organisation, Person


@transaction.atomic
def warn(
    *,
    by: Person,
    post: Post,
    association: Organisation | None,
    reason: str,
    key: uuid.UUID | None = None,
) -> Sanction:
    """Warn the author of a post; it keeps them from nothing. Raises NotAnyMore without one.

    `key` is that of the form: it warns once.
    """
    said = {"association": association, "reason": reason, "key": key}
    return _take(by, post, Sanction.Kind.WARNING, **said)


@transaction.atomic
def suspend(
    *,
    by: Person,
    post: Post,
    association: Organisation | None,
    reason: str,
    until_at: datetime.datetime,
    key: uuid.UUID | None = None,
) -> Sanction:
    """Keep the author of a post from writing until a moment, at which it ends by itself.

    In the boards of `association`, or in all where there is none.
    """
    return _take(
        by,
        post,
        Sanction.Kind.SUSPENSION,
        association=association,
        reason=reason,
        until_at=until_at,
        key=key,
    )


def _take(by: Person, post: Post, kind: str, **fields: Any) -> Sanction:
    if post.author is None:
        raise NotAnyMore
    measure = Sanction.objects.create(person=post.author, kind=kind, by=by, **fields)
    record(
        "forums.suspension" if kind == Sanction.Kind.SUSPENSION else "forums.warning",
        by=by,
        thing=post,
        person=measure.person,
        organisation=measure.association,
        reason=measure.reason,
    )
    tell_of_measure(measure, by=by)
    return measure


@transaction.atomic
def take_back(*, by: Person, measure: Sanction) -> None:
    """End a measure before its time; what a removal took away is there again as it was (U28).

    Raises NotAnyMore where it has ended, or where a removal is older than thirty days.
    """
    now = Sanction.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    if now.state not in TAKE_BACK.since:
        raise NotAnyMore
    if now.reversible_until is not None and timezone.now() >= now.reversible_until:
        raise NotAnyMore
    now.state, now.ended_by, now.ended_at = SanctionState.TAKEN_BACK, by, timezone.now()
    now.save(update_fields=["state", "ended_by", "ended_at"])
    record(
        "forums.measure-taken-back",
        by=by,
        thing=now,
        person=now.person,
        organisation=now.association,
        reason=now.reason,
    )
    tell_of_measure(now, by=by)
    if now.kind == Sanction.Kind.REMOVAL:
        bring_back(now)


@transaction.atomic
def end_those_over() -> int:
    """Note suspensions whose time is over, and forget what no removal can bring back any more.

    A chore of the worker; who was suspended may write from the moment itself. How many.
    """
    now = timezone.now()
    in_force = Sanction.objects.select_for_update().filter(state__in=RUN_OUT.since)
    over = list(in_force.filter(kind=Sanction.Kind.SUSPENSION, until_at__lte=now))
    for measure in over:
        measure.state, measure.ended_at = SanctionState.OVER, measure.until_at
        measure.save(update_fields=["state", "ended_at"])
        record(
            "forums.suspension-over",
            by=None,
            thing=measure,
            person=measure.person,
            organisation=measure.association,
        )
    return len(over) + _forget(now)


def _forget(now: datetime.datetime) -> int:
    """Forget what removals kept: after thirty days, and of who is a former member at once."""
    keeping = Sanction.objects.filter(kind=Sanction.Kind.REMOVAL).exclude(kept={})
    past = [
        one.pk
        for one in keeping.select_related("person")
        if one.person.is_former_member or (one.reversible_until or now) <= now
    ]
    return Sanction.objects.filter(pk__in=past).update(kept={})


def tell_of_measure(measure: Sanction, *, by: Person) -> None:
    """Tell the person what was done about them, or that it was taken back."""
    tell(
        kinds.MEASURE,
        [measure.person],
        once=f"measure:{measure.pk}:{measure.state}",
        words={"measure": str(measure.pk)},
        by=by,
    )
