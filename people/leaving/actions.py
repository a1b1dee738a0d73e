"""Ending a post, and handing over what hung on it."""

import datetime
from collections import Counter
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from people.actions import bring_groups_in_line, end_role
from people.audit import record
from people.granting import notices as role_notices
from people.leaving.querysets import things_of
from people.models import Appointment, Departure, Person, RoleGrant

# How long after its end a post is still noticed whose end was written in the CMS.
NOTICED_FOR = datetime.timedelta(days=30)


@transaction.atomic
def end_post(
    *, by: Person, appointment: Appointment, last_day: datetime.date | None
) -> Departure | None:
    """End a post after `last_day`; with None at once, and what hung on it with the next request.

    Again does nothing to a post that is over. A post that was to begin on a later day and ends at
    once never was: it is taken away, and there is no departure (None).
    """
    now = Appointment.objects.select_for_update(of=("self",)).filter(pk=appointment.pk).first()
    today = timezone.now().date()
    if now is None or (now.until_on is not None and now.until_on < today):
        return Departure.objects.filter(appointment=appointment.pk).first()
    _hang_loose_grants_on(now)
    record("people.post-ended", by=by, thing=now, person=now.person, organisation=now.organisation)
    if now.person != by:
        role_notices.tell_that_a_post_ended(appointment=now)
    begun_at = timezone.now()
    if last_day is None:
        for grant in now.role_grants.filter(ended_at=None):
            end_role(by=by, grant=grant)
    if last_day is None and now.from_on > today:
        now.role_grants.update(appointment=None)
        now.delete()
        return None
    # Begun before its roles ended, so that they are among what it leaves.
    departure, _is_new = Departure.objects.get_or_create(
        appointment=now, defaults={"begun_by": by, "begun_at": begun_at}
    )
    now.until_on = last_day or today - datetime.timedelta(days=1)
    # Days are whole: what began today would hold until midnight. The log has the moments.
    now.from_on = min(now.from_on, now.until_on)
    now.save(update_fields=["from_on", "until_on"])
    _note_if_done(departure)
    return departure


@transaction.atomic
def hand_over(*, by: Person, departure: Departure, to: Mapping[str, Person | None]) -> int:
    """Put things that a departure leaves into other hands, and give back how many.

    `to` names a successor, or None for "back to the organisation", under the key of each thing.
    What was handed over before, or is not for `by` to know of, is left as it is. Each successor is
    told once.
    """
    now = Departure.objects.select_for_update(of=("self",)).get(pk=departure.pk)
    appointment = now.appointment
    given: Counter[Person | None] = Counter()
    for thing in things_of(now, by):
        if thing.key not in to:
            continue
        successor = to[thing.key]
        thing.give(to=successor, by=by)
        record(
            "people.handed-over",
            by=by,
            person=successor,
            organisation=appointment.organisation,
            reason=thing.key,
        )
        given[successor] += 1
    for successor, number in given.items():
        if successor is not None and successor != by:
            role_notices.tell_successor(departure=now, person=successor, number=number)
    _note_if_done(now)
    return sum(given.values())


def look_after_posts() -> None:
    """A chore: posts whose end was written elsewhere leave something to hand over, too."""
    today = timezone.now().date()
    over = Appointment.objects.filter(
        until_on__lt=today, until_on__gte=today - NOTICED_FOR, departure=None
    )
    for appointment in over:
        _hang_loose_grants_on(appointment)
        _note_if_done(Departure.objects.create(appointment=appointment))
    bring_groups_in_line()


def note_what_is_done() -> None:
    """A chore: what was to be handed over may have gone otherwise, e.g. run out or been deleted."""
    for departure in Departure.objects.open().select_related(
        "appointment__person", "appointment__organisation"
    ):
        _note_if_done(departure)


def _hang_loose_grants_on(appointment: Appointment) -> None:
    """Roles there that hang on no post end with the last post the person has there."""
    others = appointment.person.appointments.holding_on().exclude(pk=appointment.pk)
    if not others.filter(organisation=appointment.organisation).exists():
        RoleGrant.objects.filter(
            person=appointment.person,
            organisation=appointment.organisation,
            appointment=None,
            ended_at=None,
        ).update(appointment=appointment)


def _note_if_done(departure: Departure) -> None:
    if departure.done_at is None and not things_of(departure, None):
        departure.done_at = timezone.now()
        departure.save(update_fields=["done_at"])
